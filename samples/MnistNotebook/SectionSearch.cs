using Trimtab;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace MnistNotebook;

/// <summary>Runs one section: the search, then the best net against the test images.</summary>
internal static class SectionSearch
{
    public static Outcome Run(
        CompiledSearch search, Section section, Dataset test, IProgress<SearchProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return ToOutcome(section, search.Fit(progress, cancellationToken), test);
        }
        catch (SearchCancelledException cancelled)
        {
            return ToOutcome(section, cancelled.Partial, test);
        }
    }

    /// <summary>The section as a search: what a reader of the notebook knows as GridSearchCV(KerasClassifier(build), grid, cv=2).</summary>
    public static CandidateSearch Of(
        Section section, Settings settings, Ledger ledger, TrainingCosts costs, StudyStorage? storage = null)
    {
        var classifier = new NetworkClassifier<Hyperparameters>(hyperparameters => Model.Build(hyperparameters, settings.Classes.Count))
        {
            Hyperparameters = new() { Optimizer = section.Optimizer },
            Epochs = section.Epochs,
            BatchSize = section.BatchSize,
        };
        CandidateSearch search = section.Space is { } space ? Guided(classifier, space, section, settings) : section.Draws is { } draws
            ? new RandomizedSearchCV(classifier, section.Grid, draws) { Seed = settings.Seed }
            : new GridSearchCV(classifier, section.Grid) { Seed = settings.Seed };
        return search with
        {
            Cv = Folds(settings),
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "accuracy",
            ScoreEveryEpoch = settings.HasCurves && section.HasCurves,
            Workers = settings.Workers,
            Ledger = ledger,
            Costs = costs,
            Storage = storage,
            StudyName = settings.Quick ? $"{section.Name} (quick)" : section.Name,
        };
    }

    /// <summary>
    /// The notebook's folds are cut in the data's order: scikit-learn stratifies for its classifiers only, and Keras's wrapper is none to
    /// it.
    /// </summary>
    private static Splitter Folds(Settings settings) => (settings.Stratified, settings.Repeats) switch
    {
        (false, 1) => new KFold(settings.Folds),
        (true, 1) => new StratifiedKFold(settings.Folds),
        (false, _) => new RepeatedKFold(settings.Folds, settings.Repeats, settings.Seed),
        _ => new RepeatedStratifiedKFold(settings.Folds, settings.Repeats, settings.Seed),
    };

    /// <summary>Beyond the notebook: halving at an eighth, a quarter and half of the epochs.</summary>
    private static StudySearchCV Guided(
        NetworkClassifier<Hyperparameters> classifier, SearchSpace space, Section section, Settings settings) =>
        new(classifier, space, section.Trials)
        {
            Seed = settings.Seed,
            Sampler = Sampler.Catalog.Create(settings.Sampler),
            Pruner = settings.Pruner == "successive_halving"
            ? new SuccessiveHalvingPruner { MinResource = Math.Max(1, section.Epochs / 8), ReductionFactor = 2 }
            : Pruner.Catalog.Create(settings.Pruner),
        };

    private static Outcome ToOutcome(Section section, SearchResult result, Dataset test) => new()
    {
        Section = section,
        Candidates = [.. result.CvResults.Select(ToCandidate)],
        BestIndex = result.BestIndex,
        Ended = result.Trials.Where(trial => trial.State is TrialState.Pruned or TrialState.Paused).Select(trial => trial.Parameters)
            .Except(result.CvResults.Select(candidate => candidate.Parameters)).Count(),
        BestSoFar = BestSoFar.Of(result.Trials),
        Statistics = result.Statistics,
        Intervals = Pictures.Intervals(section, result),
        Summary = result.Summary,
        TestAccuracy = result.BestEstimator?.Score(test) ?? double.NaN,
        IsComplete = result.IsComplete,
        Cost = result.Cost,
    };

    private static Candidate ToCandidate(CandidateResult result)
    {
        var (accuracy, loss) = (result.Test["accuracy"], result.Test["neg_log_loss"]);
        return new()
        {
            Parameters = result.Parameters,
            Accuracies = [.. accuracy.Folds],
            Losses = [.. loss.Folds.Select(value => -value)],
            Accuracy = accuracy.Mean,
            Loss = -loss.Mean,
            Spread = accuracy.StandardDeviation,
            Rank = result.Rank["accuracy"],
            FitSeconds = result.FitSeconds.Mean,
            Error = result.Error,
            Curve = Curve(result.Trial),
        };
    }

    private static EpochFigures[] Curve(Trial trial) =>
    [
        .. from report in trial.Reports
           where report.Metrics.ContainsKey("test_accuracy") && report.Metrics.ContainsKey("test_neg_log_loss")
           group report.Metrics by report.Epoch into epoch
           orderby epoch.Key
           select new EpochFigures(
               epoch.Key,
               epoch.Average(fold => fold["loss"]),
               epoch.Average(fold => fold["accuracy"]),
               -epoch.Average(fold => fold["test_neg_log_loss"]),
               epoch.Average(fold => fold["test_accuracy"])),
    ];
}

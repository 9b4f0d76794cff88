using Trimtab.Data;
using Trimtab.ModelSelection.Running;
using Trimtab.Storages;

namespace Trimtab.ModelSelection;

/// <summary>
/// The trials of a study among which is the one with the best expected value, at a nominal confidence of 95 %: what the search that made
/// the study has found, else what the folds that its trials report say. Immutable.
/// </summary>
/// <remarks>
/// The method, its sources and a simulation of what it keeps: docs/statistics.md. Of a study that no search has made, the folds are taken
/// for those of one k-fold cross-validation, and the scores of single rows are not known.
/// </remarks>
public sealed record StudyTieSet
{
    private const double Rounding = 1e-6; // of single precision, in a mean over folds

    /// <summary>Numbers of the trials, ascending, each set of parameters once; empty where the evidence is too thin.</summary>
    public required IReadOnlyList<int> Trials { get; init => field = Setting.Required(value); }

    /// <summary>How many trials of different parameters were compared, the best one included.</summary>
    public required int Compared { get; init; }

    /// <summary>Number of folds that each of them was scored on, 2 or more but for a search of one.</summary>
    public required int Folds { get; init; }

    /// <summary>
    /// Confidence that simulations found in the worst situation for the nominal 95 %, as a fraction: as
    /// <see cref="SearchStatistics.LeastConfidence"/>.
    /// </summary>
    public required double LeastConfidence { get; init; }

    /// <summary>Why the evidence allows no verdict, in a sentence; empty if it does.</summary>
    public string Warning { get; init => field = Setting.AnyText(value); } = "";

    /// <summary>The tie set of a study.</summary>
    /// <param name="stored">The study as it is stored, with what its search has kept there.</param>
    /// <param name="study">Its trials, all of them.</param>
    /// <returns>
    /// <see langword="null"/> where the study has several objectives, or no complete feasible trial, or the best one reports no scores of
    /// folds: its last reports of two folds or more whose mean is its value.
    /// </returns>
    public static StudyTieSet? Of(StoredStudy stored, StudySnapshot study)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(study);
        return study.Objectives.Count > 1 ? null : StoredTieSet.Read(stored, study) ?? OfFolds(study);
    }

    /// <summary>What the folds say that trials report; null where the best one reports none.</summary>
    private static StudyTieSet? OfFolds(StudySnapshot study)
    {
        var objective = study.Objectives[0];
        if (study.Trials.Completed.Where(trial => trial.IsFeasible).BestFirst(objective).FirstOrDefault() is not { } best
            || FoldsOf(best, objective) is not { } scores)
        {
            return null;
        }

        double[] none = [.. scores.Select(_ => double.NaN)];
        var results = new CvResults([.. study.Trials.Select(trial => Candidate(trial, objective, none))], [objective.Name]);
        int place = study.Trials.Index().First(item => item.Item.Number == best.Number).Index;
        var statistics = SearchStatistics.Of(results, place, objective.Name, OfKFold(scores.Length));
        return new()
        {
            Trials = [.. statistics.TieSet.Select(index => study.Trials[index].Number).Order()],
            Compared = statistics.Candidates,
            Folds = scores.Length,
            LeastConfidence = statistics.LeastConfidence,
            Warning = statistics.Warning,
        };
    }

    private static CandidateResult Candidate(Trial trial, Objective objective, double[] none)
    {
        bool isCompared = trial.State == TrialState.Complete && trial.IsFeasible;
        double[]? scores = isCompared ? FoldsOf(trial, objective) : null;
        return new()
        {
            Parameters = trial.Parameters,
            Test = new Dictionary<string, FoldScores> { [objective.Name] = new(scores?.Length == none.Length ? scores : none) },
            FitSeconds = new([]),
            ScoreSeconds = new([]),
        };
    }

    /// <summary>
    /// The score of each fold, higher being better: the last report, by the name that searches give to scores, else by the objective's,
    /// which may also be that of a metric of the training. Null where the mean over folds is not the trial's value.
    /// </summary>
    private static double[]? FoldsOf(Trial trial, Objective objective) =>
        ((string[])[FoldOutcome.ReportedName(objective.Name), objective.Name])
            .Select(metric => LastOf(trial, metric, objective))
            .FirstOrDefault(scores => IsValueOf(trial, objective, scores));

    private static double[] LastOf(Trial trial, string metric, Objective objective)
    {
        var scores = new SortedDictionary<int, double>();
        foreach (var report in trial.Reports) // by fold, then by epoch
        {
            if (report.Metrics.TryGetValue(metric, out double value))
            {
                scores[report.Fold] = -objective.Loss(value);
            }
        }

        bool isComplete = scores.Keys.SequenceEqual(Enumerable.Range(0, scores.Count));
        return isComplete ? [.. scores.Values] : [];
    }

    private static bool IsValueOf(Trial trial, Objective objective, double[] scores) =>
        scores.Length > 1 && trial.Values.TryGetValue(objective.Name, out double value)
        && Math.Abs(new FoldScores(scores).Mean + objective.Loss(value)) <= Rounding * scores.Max(Math.Abs);

    /// <summary>Folds of two test rows each: only what they have in common counts where rows are not known.</summary>
    private static Fold[] OfKFold(int count)
    {
        int[] rows = [.. Enumerable.Range(0, 2 * count)];
        return [.. Enumerable.Range(0, count).Select(
            fold => new Fold([.. rows.Where(row => row / 2 != fold)], [.. rows.Where(row => row / 2 == fold)]))];
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

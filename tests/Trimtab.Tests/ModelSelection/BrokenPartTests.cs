using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>
/// A user's estimator or splitter that breaks its contract: the candidate fails and no other, or the search is refused with an error that
/// names part and rule.
/// </summary>
public class BrokenPartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How the candidate with alpha = 0.5 is broken, and words of what is said of it.</summary>
    public static TheoryData<string, Func<ParameterSet, IEstimator>> Broken => new()
    {
        { "With must return an estimator", _ => null! },
        { "no such alpha", _ => throw new InvalidOperationException("no such alpha") },
        {
            "No optimizer is called 'adamm'. Did you mean 'adam'?",
            _ => throw new UnknownNameException("optimizer", "adamm", ["adam", "sgd"])
        },
        { "Fit must return what was learned", _ => new Steps { Fitting = _ => null! } },
        { "Begin must return a training", _ => new Epochs { Beginning = () => null! } },
        { "Fitted must be what was learned", _ => new Epochs { Beginning = () => new Training(() => null!) } },
        { "not yet", _ => new Epochs { Beginning = () => new Training(() => throw new InvalidOperationException("not yet")) } },
        { "Epochs must be 1 or more. Got 0", _ => new Epochs { Count = 0 } },
        {
            "no own scorer",
            _ => new Steps { Fitting = _ => new Learned { Own = () => throw new InvalidOperationException("no own scorer") } }
        },
        { "OwnScorer must be a scorer", _ => new Steps { Fitting = _ => new Learned { Own = () => null } } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Search_WithOneBrokenCandidate_FailsItAndNoOther(string words, Func<ParameterSet, IEstimator> make)
    {
        var search = new GridSearchCV(new Made(make), new() { ["alpha"] = [0.25, 0.5, 0.75] }) { Cv = new KFold(3) };

        var result = search.Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([0.25, double.NaN, 0.75], result.CvResults.Select(candidate => candidate.Test["score"].Mean));
        Assert.Contains(words, result.CvResults[1].Error, StringComparison.Ordinal);
        Assert.Equal([TrialState.Complete, TrialState.Failed, TrialState.Complete], result.Trials.Select(trial => trial.State));
        Assert.Equal(0.75, result.BestScore);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void StudySearch_WithOneBrokenCandidate_FailsItAndNoOther(string words, Func<ParameterSet, IEstimator> make)
    {
        var search = new StudySearchCV(new Made(make), new() { ["alpha"] = new CategoricalDistribution([0.5, 0.75]) }, 2)
        {
            Cv = new KFold(3),
            First = [ParameterSet.Of(("alpha", 0.5)), ParameterSet.Of(("alpha", 0.75))],
        };

        var result = search.Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([TrialState.Failed, TrialState.Complete], result.Trials.Select(trial => trial.State));
        Assert.Contains(words, result.Trials[0].Error, StringComparison.Ordinal);
        Assert.Equal(0.75, result.BestScore);
    }

    [Fact]
    public void Search_WhoseCandidatesAreAllBroken_NamesTheFirst()
    {
        var search = new GridSearchCV(new Made(_ => null!), new() { ["alpha"] = [0.5] }) { Cv = new KFold(3) };

        Assert.Contains(
            "alpha=0.5: With must return an estimator",
            Assert.Throws<TrimtabException>(() => search.Fit(GridSearchOracleTests.Data, Token)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "alpha=0.5: With must return an estimator",
            Assert.Throws<TrimtabException>(() => search.Plan(GridSearchOracleTests.Data, Token)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ProgressListener_ThatThrows_IsSaidOnceAndLosesNoResult(bool isStudy)
    {
        int told = 0;
        CandidateSearch grid = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.25, 0.5] }) { Cv = new KFold(3) };
        var study = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new CategoricalDistribution([0.25, 0.5]) }, 2)
        {
            Cv = new KFold(3),
            Progress = new Listener { Told = () => told++ },
        };
        grid = grid with { Progress = new Listener { Told = () => told++ } };

        var result = isStudy ? study.Fit(GridSearchOracleTests.Data, Token) : grid.Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal(1, told);
        Assert.NotNull(result.BestEstimator);
        Assert.Contains("FormatException: deaf", result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void Scorer_WithoutAName_IsRefusedWhenMade(string? name)
    {
        Assert.Equal("name", Assert.ThrowsAny<ArgumentException>(() => Scorer.From(name!, _ => 1)).ParamName);
        Assert.Equal("score", Assert.ThrowsAny<ArgumentException>(() => Scorer.From("mine", null!)).ParamName);
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5] })
        {
            Scoring = [new Untitled(name!)],
            Cv = new KFold(3),
        };
        Assert.Contains(
            "Scorers need names",
            Assert.Throws<TrimtabException>(() => search.Fit(GridSearchOracleTests.Data, Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_ThatReturnsNull_IsSaidInWords()
    {
        var search = new GridSearchCV(new Steps { Fitting = _ => new Learned() }, new() { ["alpha"] = [0.25] })
        {
            Scoring = ["r2"],
            Cv = new KFold(3),
        };

        Assert.Contains(
            "Predict must return predictions. Learned returned null",
            search.Fit(GridSearchOracleTests.Data, Token).Summary,
            StringComparison.Ordinal);
    }

    public static TheoryData<string, Fold[]?> Folds => new()
    {
        { "Split must return folds. Cut returned null", null },
        { "Fold 0 of Cut is null", [null!] },
        { "Fold 1 of Cut is null, or one of its sides is", [new([0], [1]), new([0], null!)] },
        { "Fold 1 of Cut has row 99; there are rows 0 to 11", [new([0], [1]), new([0, 1], [2, 99])] },
        { "Fold 0 of Cut has row -1; there are rows 0 to 11", [new([-1], [1])] },
    };

    [Theory]
    [MemberData(nameof(Folds))]
    public void Splitter_ThatBreaksItsContract_IsNamedWithFoldAndRule(string words, Fold[]? folds)
    {
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5] }) { Cv = new Cut(folds) };
        var study = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 1) }, 2) { Cv = new Cut(folds) };

        Assert.All<Action>(

            [
                () => search.Fit(GridSearchOracleTests.Data, Token),
                () => study.Fit(GridSearchOracleTests.Data, Token),
                () => new CrossValidate(new ToyEstimator()) { Cv = new Cut(folds) }.Fit(GridSearchOracleTests.Data, Token),
            ],
            run => Assert.Contains(words, Assert.Throws<TrimtabException>(run).Message, StringComparison.Ordinal));
    }

    private sealed record Cut(Fold[]? Made) : Splitter
    {
        public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null) => Made!;
    }

    /// <summary>Makes something else of the candidate with alpha = 0.5.</summary>
    private record Made(Func<ParameterSet, IEstimator> Make) : IEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => ["alpha"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public IEstimator With(ParameterSet parameters) =>
            parameters["alpha"].As<double>() is var alpha && alpha == 0.5
                ? Make(parameters)
                : new Steps { Fitting = _ => new Learned { Value = alpha } };

        public void Check(Dataset data)
        {
        }

        public virtual IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }

    private sealed record Steps() : Made(_ => null!)
    {
        public Func<Dataset, IFitted> Fitting { get; init; } = _ => new Learned();

        public override IFitted Fit(Dataset data, FitContext context) => Fitting(data);
    }

    private sealed record Epochs() : Made(_ => null!), IIterativeEstimator
    {
        public Func<ITrajectory> Beginning { get; init; } = () => new Training(() => new Learned());

        int IIterativeEstimator.Epochs => Count;

        public int Count { get; init; } = 1;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Alone("a test");

        public ITrajectory Begin(Dataset data, FitContext context) => Beginning();
    }

    private sealed class Training(Func<IFitted> fitted) : ITrajectory
    {
        public IFitted Fitted => fitted();

        public void AdvanceTo(int epoch)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed record Learned : IFitted
    {
        public double Value { get; init; } = 0.5;

        public Func<Scorer?>? Own { get; init; }

        public Scorer OwnScorer => Own is null ? Scorer.From("own", _ => Value) : Own()!;

        public Prediction Predict(Dataset data) => null!;
    }

    private sealed record Untitled(string Title) : Scorer
    {
        public override string Name => Title;

        public override double Score(ScoringContext context) => 1;
    }

    private sealed class Listener : IProgress<SearchProgress>
    {
        public Action Told { get; init; } = () => { };

        public void Report(SearchProgress value)
        {
            Told();
            throw new FormatException("deaf");
        }
    }
}

using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.Files;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>
/// Trainings, rules and exceptions of a user's own that throw where a search can go on: no score is lost, and the search says what threw.
/// </summary>
public class ThrowingTrainingTests
{
    private static readonly ParameterGrid _grid = new() { ["alpha"] = [0.25, 0.5, 0.75] };

    private static Dataset Data => GridSearchOracleTests.Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["grid", "study", "halving"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_WhereDisposeThrows_KeepsAllScoresAndWarns(string kind)
    {
        var result = Search(kind, new() { Disposing = () => throw new InvalidOperationException("locked") }).Fit(Data, Token);

        Assert.Equal(Search(kind, new()).Fit(Data, Token).CvResults.Select(Scores), result.CvResults.Select(Scores));
        Assert.Contains(
            "Trained.Dispose threw InvalidOperationException: locked", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("Trained.Dispose threw", result.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossValidate_WhereDisposeThrows_HasItsScores()
    {
        var settings = new Settings { Disposing = () => throw new InvalidOperationException("locked") };

        var result = new CrossValidate(settings) { Cv = new KFold(3) }.Fit(Data, Token);

        Assert.Equal([0.5, 0.5, 0.5], result.Test["score"].Folds);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_WhereSaveThrows_KeepsAllScoresAndTheLedgerWarns(string kind)
    {
        var ledger = new Ledger();
        var saving = new Settings { Saving = () => throw new NotSupportedException("no state") };

        var result = (Search(kind, saving) with { Scoring = ["r2"], Ledger = ledger }).Fit(Data, Token);

        Assert.Equal(
            (Search(kind, new()) with { Scoring = ["r2"] }).Fit(Data, Token).CvResults.Select(Scores), result.CvResults.Select(Scores));
        Assert.NotNull(result.BestEstimator);
        Assert.Contains("NotSupportedException: no state", Assert.Single(ledger.Warnings), StringComparison.Ordinal);
        Assert.Equal(ledger.Warnings, result.Warnings);
    }

    /// <summary>The lock is released when the last of nine trainings ends, after all cells were scored.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_WhileAnotherProgramHoldsTheLedger_WritesAllCellsAtItsEndAndWarns(string kind)
    {
        string folder = Directory.CreateTempSubdirectory("held").FullName;
        string path = Path.Combine(folder, $"cells-{EngineRevision.Current}.lock");
        var held = SharedFile.OpenExclusive(path);
        int left = 9;
        var settings = new Settings { Disposing = () => { if (--left == 0) { held.Dispose(); } } };

        var result = (Search(kind, settings) with { Scoring = ["r2"], Refit = false, Ledger = new(folder) }).Fit(Data, Token);

        Assert.Equal(9, new Ledger(folder).Count);
        Assert.Contains("Another program has its files open.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(result.Warnings[0], result.Summary, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A list among a scorer's settings is part of what a ledger keeps scores by, to its last item.</summary>
    [Fact]
    public void Fit_ByAScorerWithAnotherList_FindsNoCellOfTheFirst()
    {
        var ledger = new Ledger();
        double[] costs = [.. Enumerable.Range(0, 30)], others = [.. costs[..29], 5];

        Assert.Equal(29, BestBy(costs));
        Assert.Equal(5, BestBy(others));

        double BestBy(double[] values) =>
            (Search("grid", new()) with { Scoring = [new LastCost { Costs = values }], Ledger = ledger }).Fit(Data, Token).BestScore;
    }

    /// <summary>One that was loaded by half is put away: what that throws must not fail the training that takes its place.</summary>
    [Fact]
    public void Fit_WhereLoadAndDisposeThrow_TrainsAnew()
    {
        var ledger = new Ledger();
        (Search("grid", new()) with { Scoring = ["r2"], Ledger = ledger }).Fit(Data, Token);
        var broken = new Settings
        {
            Epochs = 4,
            Loading = () => throw new FormatException("other state"),
            Disposing = () => throw new InvalidOperationException("locked"),
        };

        var result = (Search("grid", broken) with { Scoring = ["r2"], Ledger = ledger }).Fit(Data, Token);

        Assert.All(result.CvResults, candidate => Assert.Empty(candidate.Failures));
        Assert.Contains("other state", Assert.Single(ledger.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(result.Warnings);
    }

    /// <summary>Three candidates on three folds of one clock step each, two epochs long.</summary>
    [Fact]
    public void Plan_WhereDisposeThrows_StillKnowsTheTime()
    {
        var disposing = new Settings { Disposing = () => throw new InvalidOperationException("locked") };
        var search = Search("grid", disposing) with { Costs = new(new Clock()), Refit = false };

        Assert.True(search.Plan(Data, Token).Duration.Expected > TimeSpan.FromMilliseconds(3 * 3 * 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_WhereTheRefitThrows_KeepsTheScoresAndSaysWhy(string kind)
    {
        var onAllRows = new Settings
        {
            Training = rows => _ = rows == Data.Count ? throw new InvalidOperationException("too many rows") : 0,
        };

        var result = Search(kind, onAllRows).Fit(Data, Token);

        Assert.Equal(0.75, result.BestScore);
        Assert.Null(result.BestEstimator);
        Assert.Equal("too many rows", Assert.IsType<InvalidOperationException>(result.RefitError).Message);
        Assert.Contains(
            "could not be trained again on all rows: InvalidOperationException: too many rows", result.Summary, StringComparison.Ordinal);
        Assert.True(result.IsComplete);
    }

    public static TheoryData<string, Refit> Rules => new()
    {
        { "InvalidOperationException: undecided", Refit.By(_ => throw new InvalidOperationException("undecided")) },
        { "A refit rule must return the number of a candidate, from 0 to 2. Got 3.", Refit.By(results => results.Count) },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fit_WhereTheRefitRuleThrows_KeepsTheScoresAndSaysWhy(string words, Refit rule)
    {
        var result = (Search("grid", new()) with { Refit = rule }).Fit(Data, Token);

        Assert.Equal(3, result.CvResults.Count);
        Assert.Equal(-1, result.BestIndex);
        Assert.Contains(words, result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_ThatRaises_HoldsWhatWasScoredBefore(string kind)
    {
        int scored = 0;
        var picky = Scorer.From("picky", context => ++scored > 6 ? throw new ArithmeticException("no more") : 0.5);
        var search = Search(kind, new()) with { Scoring = [picky], ErrorScore = ErrorScore.Raise, Workers = 1 };

        var error = Assert.Throws<SearchFailedException>(() => search.Fit(Data, Token));

        Assert.Contains("ErrorScore is Raise. Got ArithmeticException: no more", error.Message, StringComparison.Ordinal);
        Assert.IsType<ArithmeticException>(error.InnerException);
        Assert.Equal([0.5, 0.5], error.Partial.CvResults.Select(candidate => candidate.Test["score"].Mean));
        Assert.False(error.Partial.IsComplete);
    }

    [Fact]
    public void Fit_WhereEveryFitFails_HoldsTheFailures()
    {
        var search = Search("grid", new() { Training = _ => throw new TimeoutException("never") });

        var error = Assert.Throws<SearchFailedException>(() => search.Fit(Data, Token));

        Assert.Contains("All 9 fits failed. The first, alpha=0.25: never", error.Message, StringComparison.Ordinal);
        Assert.Equal(9, error.Partial.CvResults.Sum(candidate => candidate.Failures.Count));
        Assert.All(error.Partial.Trials, trial => Assert.Equal(TrialState.Failed, trial.State));
    }

    public static TheoryData<string, EpochReport?> Reports => new()
    {
        { "reported epoch 0", new(0, new Dictionary<string, double>()) },
        { "reported null", null },
        { "reported no metrics", new(1, null!) },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void Fit_WhereAReportBreaksItsContract_FailsTheCandidate(string words, EpochReport? report)
    {
        var search = Search("grid", new() { Reported = report, ReportsAt = 0.5 });

        var result = search.Fit(Data, Token);

        Assert.Equal([0, 3, 0], result.CvResults.Select(candidate => candidate.Failures.Count));
        Assert.Contains(words, result.CvResults[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WhereAnExceptionCannotDescribeItself_FailsTheCandidate()
    {
        var one = Search("grid", new() { Checking = alpha => _ = alpha == 0.5 ? throw new Speechless() : 0 });
        var all = Search("grid", new() { Training = _ => throw new Speechless() });

        Assert.Equal(nameof(Speechless), one.Fit(Data, Token).CvResults[1].Error);
        Assert.Contains(nameof(Speechless), one.Plan(Data, Token).ToString(), StringComparison.Ordinal);
        Assert.Contains(
            nameof(Speechless), Assert.Throws<SearchFailedException>(() => all.Fit(Data, Token)).Message, StringComparison.Ordinal);
        Assert.Contains(
            nameof(Speechless),
            Assert.Throws<SearchFailedException>(() => (all with { ErrorScore = ErrorScore.Raise }).Fit(Data, Token)).Message,
            StringComparison.Ordinal);
    }

    private static double[] Scores(CandidateResult candidate) => [.. candidate.Test["score"].Folds];

    private static CandidateSearch Search(string kind, Settings settings)
    {
        CandidateSearch search = kind switch
        {
            "grid" => new GridSearchCV(settings, _grid),
            "halving" => new HalvingSearchCV(settings, _grid) { Factor = 9 },
            _ => new StudySearchCV(settings, SearchSpace.Empty, 3) { First = [.. _grid], Concurrency = 1 },
        };
        return search with { Cv = new KFold(3), Workers = 1 };
    }

    /// <summary>Goes on by a millisecond whenever it is looked at.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks);
    }

    private sealed class Speechless : Exception
    {
        public override string Message => throw new InvalidOperationException("no words");

        public override string ToString() => throw new InvalidOperationException("no words");
    }

    [Named("last_cost_of_tests")]
    private sealed record LastCost : Scorer
    {
        public double[] Costs { get; init; } = [0];

        public bool Equals(LastCost? other) => other is not null && Costs.SequenceEqual(other.Costs);

        public override int GetHashCode() => Costs.Length;

        public override double Score(ScoringContext context) => Costs[^1];
    }

    /// <summary>Two epochs whose score is alpha; throws where it is told to.</summary>
    private sealed record Settings : IIterativeEstimator
    {
        public double Alpha { get; init; } = 0.5;

        public int Epochs { get; init; } = 2;

        public Action<double> Checking { get; init; } = _ => { };

        public Action<int> Training { get; init; } = _ => { };

        public Action Saving { get; init; } = () => { };

        public Action Loading { get; init; } = () => { };

        public Action Disposing { get; init; } = () => { };

        /// <summary>The report after each epoch of the candidate with this alpha.</summary>
        public EpochReport? Reported { get; init; }

        public double ReportsAt { get; init; } = double.NaN;

        public IReadOnlyCollection<string> ParameterNames => ["alpha", "epochs"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of($"alpha {Alpha}");

        public IEstimator With(ParameterSet parameters) => this with
        {
            Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha,
            Epochs = parameters.TryGetValue("epochs", out var epochs) ? epochs.As<int>() : Epochs,
        };

        public void Check(Dataset data) => Checking(Alpha);

        public ITrajectory Begin(Dataset data, FitContext context) => new Trained(this, data, context);

        public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }

    private sealed class Trained(Settings settings, Dataset data, FitContext context) : IResumableTrajectory, IFitted
    {
        public IFitted Fitted => this;

        public Scorer OwnScorer => Scorer.From("alpha", _ => settings.Alpha);

        public void AdvanceTo(int epoch)
        {
            settings.Training(data.Count);
            if (settings.Alpha == settings.ReportsAt)
            {
                context.EpochEnded!(settings.Reported!);
            }
        }

        public void Save(BinaryWriter writer) => settings.Saving();

        public void Load(BinaryReader reader, int epoch) => settings.Loading();

        public Prediction Predict(Dataset rows) => new([.. Enumerable.Repeat(settings.Alpha, rows.Count)]);

        public void Dispose() => settings.Disposing();
    }
}

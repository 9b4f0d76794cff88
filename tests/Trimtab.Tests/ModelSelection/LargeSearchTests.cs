using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Spaces;
using Trimtab.Tests.Logging;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches of more candidates than can be listed, and searches that are cancelled while their candidates are listed.</summary>
public class LargeSearchTests
{
    private static readonly Dataset _data = new([0, 1, 2, 3], [1], [0, 1, 0, 1]);
    private static readonly ParameterValues _thousand = Values(1000);

    public static TheoryData<string> Searches => ["grid", "grid with a pruner", "halving"];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Plan_OfAGridBeyondTheLimit_IsRefusedAtOnce(string name)
    {
        var search = Of(name, new Counter(new(), int.MaxValue), Grid());
        string expected = Assert.Throws<TrimtabException>(() => Grid().Count).Message;

        Assert.Equal(expected, Assert.Throws<TrimtabException>(() => search.Plan(_data, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(expected, Assert.Throws<TrimtabException>(() => search.Fit(_data, TestContext.Current.CancellationToken)).Message);
    }

    public static TheoryData<string, int, string> Sizes => new()
    {
        { "grid", 4, "1000000000000 candidates over alpha, beta, delta, gamma" },
        { "grid with a pruner", 4, "1000000000000 candidates over alpha, beta, delta, gamma" },
        { "halving", 4, "1000000000000 candidates over alpha, beta, delta, gamma" },
        { "random", 4, "1000 candidates over alpha, beta, delta, gamma" },
        { "study", 4, "1000 trials over alpha, beta, delta, gamma" },
        { "grid", 7, "more than 9223372036854775807 candidates over a, alpha, b, beta, c, delta, gamma" },
        { "halving", 7, "more than 9223372036854775807 candidates over a, alpha, b, beta, c, delta, gamma" },
        { "random", 7, "1000 candidates over a, alpha, b, beta, c, delta, gamma" },
    };

    /// <summary>A text throws nothing and makes no candidate, however many there are.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void ToString_OfASearchOfAnySize_SaysIt(string name, int lists, string expected)
    {
        string[] names = ["alpha", "beta", "gamma", "delta", "a", "b", "c"];
        var grid = ParameterGrid.Create(names.Take(lists).Select(list => KeyValuePair.Create(list, _thousand)));

        Assert.Contains($"Counting: {expected}; folds", $"{Of(name, new Counter(new(), int.MaxValue), grid)}", StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfMoreDrawsThanFitInMemory_DrawsNone()
    {
        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1) };
        var estimator = new Counting(new(new(), int.MaxValue));

        Assert.Contains("2147483647 candidates", $"{new RandomizedSearchCV(estimator, space, int.MaxValue)}", StringComparison.Ordinal);
        Assert.Contains("2147483647 candidates", $"{new HalvingSearchCV(estimator, space, int.MaxValue)}", StringComparison.Ordinal);
    }

    private static readonly string[] _kinds = ["grid", "grid with a pruner", "halving", "random", "study"];
    private static readonly string[] _calls = ["compile", "plan", "fit"];

    public static TheoryData<string, string> Calls =>
    [
        .. from search in _kinds
           from call in _calls
           where search != "study" || call == "plan" // a study's candidates are suggested while it runs
           select new TheoryDataRow<string, string>(search, call),
    ];

    /// <summary>The tenth candidate cancels it: there is no eleventh.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void Candidates_WhereTheSearchIsCancelled_AreListedNoFurther(string name, string call)
    {
        using var source = new CancellationTokenSource();
        var counter = new Counter(source, 10);
        var search = Of(name, counter, new() { ["alpha"] = _thousand, ["beta"] = Values(50) });

        Assert.ThrowsAny<OperationCanceledException>(() => _ = call switch
        {
            "compile" => search.Compile(_data, source.Token),
            "plan" => search.Plan(_data, source.Token),
            _ => (object)search.Fit(_data, source.Token),
        });
        Assert.Equal(10, counter.Count);
    }

    /// <summary>Where planning was cancelled it can be done later: the cancellation is not what is remembered.</summary>
    [Fact]
    public void Plan_AfterOneThatWasCancelled_IsMade()
    {
        using var source = new CancellationTokenSource();
        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1) };
        var search = new StudySearchCV(new Counting(new(source, 10)), space, 100) { Cv = 2 };
        var compiled = search.Compile(_data, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<OperationCanceledException>(() => compiled.Plan(source.Token));

        Assert.Equal(100, compiled.Plan(TestContext.Current.CancellationToken).Candidates);
    }

    [Fact]
    public void Draws_AreCancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1) };
        var search = new RandomizedSearchCV(new Counting(new(source, 10)), space, 2_000_000_000) { Cv = 2 };

        Assert.Throws<OperationCanceledException>(() => search.Plan(_data, source.Token));
    }

    private static ParameterValues Values(int count) => [.. Enumerable.Range(0, count).Select(i => (ParameterValue)(i / 1000.0))];

    private static ParameterGrid Grid() =>
        new() { ["alpha"] = _thousand, ["beta"] = _thousand, ["gamma"] = _thousand, ["delta"] = _thousand };

    private static CandidateSearch Of(string name, Counter counter, ParameterGrid grid)
    {
        var estimator = new Counting(counter);
        return name switch
        {
            "grid" => new GridSearchCV(estimator, grid) { Cv = 2 },
            "grid with a pruner" => new GridSearchCV(estimator, grid) { Cv = 2, Pruner = new MedianPruner() },
            "halving" => new HalvingSearchCV(estimator, grid) { Cv = 2 },
            "random" => new RandomizedSearchCV(estimator, grid, 1000) { Cv = 2 },
            _ => new StudySearchCV(estimator, grid, 1000) { Cv = 2 },
        };
    }

    /// <summary>Counts candidates, and cancels at one of them.</summary>
    private sealed class Counter(CancellationTokenSource source, int last)
    {
        public int Count { get; private set; }

        public void Add()
        {
            if (++Count == last)
            {
                source.Cancel();
            }
        }
    }

    /// <summary>An estimator that counts how often it is given parameters.</summary>
    private sealed record Counting(Counter Counter) : IIterativeEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => ["alpha", "beta", "gamma", "delta", "epochs"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public int Epochs => 9;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of("the same");

        public IEstimator With(ParameterSet parameters)
        {
            Counter.Add();
            return this;
        }

        public void Check(Dataset data)
        {
        }

        public ITrajectory Begin(Dataset data, FitContext context) => new Stepping().Begin(data, context);

        public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }
}

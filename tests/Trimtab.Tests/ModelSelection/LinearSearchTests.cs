using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>What a search does for a candidate does not grow with the number of candidates.</summary>
public sealed class LinearSearchTests
{
    private static readonly Dataset _data = new([1, 2, 3, 4, 5, 6], [1], [1, 2, 1, 2, 1, 2]);

    /// <summary>Bytes are counted, not time: they are the same however busy the machine is.</summary>
    [Theory]
    [InlineData("a plan")]
    [InlineData("a plan with a ledger, twice")]
    [InlineData("a grid of one candidate a part")]
    [InlineData("texts")]
    public void BytesACandidateDoNotGrow(string what)
    {
        BytesACandidate(what, 50); // what is made once
        double few = BytesACandidate(what, 200), many = BytesACandidate(what, 2000);
        Assert.True(many < 1.5 * few, $"{what}: {few:F0} bytes for each of 200 candidates, {many:F0} for each of 2,000");
    }

    [Fact]
    public void APlanTimesAHundredKindsAtMost()
    {
        var timed = new HashSet<double>();
        var toy = new ToyEstimator();
        toy = toy with { Fitting = (_, context) => Assert.True(context.IsTiming) };
        var counted = new CountingEstimator(toy, alpha =>
        {
            lock (timed)
            {
                timed.Add(alpha);
            }
        });
        var costs = new TrainingCosts();
        var search = new GridSearchCV(counted, Grid(1000)) { Cv = 2, Workers = 2, Costs = costs };
        search.Plan(_data, TestContext.Current.CancellationToken);
        Assert.Equal(100, timed.Count);
        Assert.Equal([0, 0.01, 0.02], timed.Order().Take(3)); // evenly spread

        timed.Clear();
        search.Plan(_data, TestContext.Current.CancellationToken);
        Assert.Empty(timed); // the costs are known, or as good as
    }

    [Fact]
    public void APartOfAConcatenatedGridIsFoundByItsNumber()
    {
        var parts = Enumerable.Range(0, 20).Select(part => Grid(1 + (part % 3))).ToArray();
        var grid = ParameterGrid.Concat(parts);
        Assert.Equal(parts.SelectMany(part => part), grid);
        Assert.Equal(parts.Sum(part => part.Count), grid.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[grid.Count]);
        Assert.Empty(ParameterGrid.Concat());
    }

    private static double BytesACandidate(string what, int count)
    {
        var result = what == "texts" ? new GridSearchCV(new ToyEstimator(), Grid(count)) { Cv = 2, Workers = 1 }.Fit(_data) : null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        switch (what)
        {
            case "texts":
                _ = result!.CvResults.ToCsv() + result.CvResults.ToJson() + result.CvResults.ToMarkdown() + result;
                break;
            case "a plan":
                _ = new GridSearchCV(new ToyEstimator(), Grid(count)) { Cv = 2 }.Plan(_data);
                break;
            case "a grid of one candidate a part":
                _ = ParameterGrid.Concat([.. Enumerable.Range(0, count).Select(_ => Grid(1))]).ToHashSet();
                break;
            default:
                var search = new GridSearchCV(new ToyEstimator(), Grid(count)) { Cv = 2, Ledger = new() }.Compile(_data);
                _ = SearchPlan.Of([search, search]);
                break;
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static ParameterGrid Grid(int count) =>
        new() { ["alpha"] = [.. Enumerable.Range(0, count).Select(i => (ParameterValue)(i / 1000.0))] };

    /// <summary>Says of each fit which candidate it is of.</summary>
    private sealed record CountingEstimator(ToyEstimator Toy, Action<double> Fitting) : IEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => Toy.ParameterNames;

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public IEstimator With(ParameterSet parameters) => this with { Toy = (ToyEstimator)Toy.With(parameters) };

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context)
        {
            Fitting(Toy.Alpha);
            return Toy.Fit(data, context);
        }
    }
}

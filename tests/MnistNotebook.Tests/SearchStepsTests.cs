using Trimtab.ModelSelection;

namespace MnistNotebook.Tests;

/// <summary>Progress of a search as a share of the whole, and its cost in a line.</summary>
public class SearchStepsTests
{
    /// <summary>Two fits of 40 epochs, then a training of 60: the share rises to 1 and does not begin again.</summary>
    [Fact]
    public void Share_OfASearchAndItsRefit_RisesToOne()
    {
        var shares = new List<double>();
        var steps = new SearchSteps(new Listener(step => shares.Add(step.Share)));

        for (int epoch = 0; epoch <= 80; epoch += 10)
        {
            steps.Report(Progress(epoch, 0, 0, TimeSpan.FromMinutes(1)));
        }

        for (int epoch = 0; epoch <= 60; epoch += 10)
        {
            steps.Report(Progress(80, epoch, 60, epoch < 60 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero));
        }

        Assert.Equal(shares.Order(), shares);
        Assert.Equal(80 / 120.0, shares[8], 1e-12);
        Assert.Equal(130 / 140.0, shares[^2], 1e-12);
        Assert.Equal((0, 1), (shares[0], shares[^1]));
    }

    [Fact]
    public void Share_WhereEveryScoreIsKnown_IsThatOfTheRefit()
    {
        var shares = new List<double>();
        var steps = new SearchSteps(new Listener(step => shares.Add(step.Share)));

        steps.Report(Nothing);
        steps.Report(Nothing with { RefitEpochsTotal = 4 });
        steps.Report(Nothing with { RefitEpochsTotal = 4, RefitEpochsDone = 1 });
        steps.Report(Nothing with { RefitEpochsTotal = 4, RefitEpochsDone = 4, Remaining = TimeSpan.Zero });

        Assert.Equal([0, 0, 0.25, 1], shares);
    }

    /// <summary>Fits of 0.5 s in a search of 0.9 s: their time leaves out what the search does beside them, and is no comparison.</summary>
    [Theory]
    [InlineData(0.5, 0.9, 0.1, "")]
    [InlineData(0.85, 0.9, 0.1, ", 0.8 s if each were fitted alone")]
    [InlineData(12, 5, 1, ", 12.0 s if each were fitted alone")]
    public void Alone_IsSaidWhereItIsMoreThanTheSearchTook(double fits, double elapsed, double refit, string expected) => Assert.Equal(
        expected,
        Figure.Alone(new(TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(fits), TimeSpan.FromSeconds(refit), 4, 0, 40, 20, 0)));

    private static SearchProgress Nothing => Progress(0, 0, 0, null) with { EpochsTotal = 0 };

    private static SearchProgress Progress(int epochs, int refit, int refitTotal, TimeSpan? left) => new()
    {
        FitsDone = epochs / 40,
        FitsTotal = 2,
        EpochsDone = epochs,
        EpochsTotal = 80,
        RefitEpochsDone = refit,
        RefitEpochsTotal = refitTotal,
        Elapsed = TimeSpan.FromSeconds(epochs + refit),
        Remaining = left,
    };

    private sealed class Listener(Action<Step> hear) : IProgress<Step>
    {
        public void Report(Step value) => hear(value);
    }
}

using Trimtab.ModelSelection;
using Xunit.Sdk;

namespace Trimtab.Tests.ModelSelection.Scorers;

/// <summary>The suite of scorers fails for a scorer that breaks a rule.</summary>
public class BrokenScorerTests
{
    [Fact]
    public void Suite_OfAScorerOfTheFirstRows_Fails() =>
        Assert.ThrowsAny<XunitException>(() => Suite(context => HitsOf(context, 5)).Score_OfRowsInAnotherOrder_IsTheSame("broken"));

    [Fact]
    public void Suite_OfALossThatIsNotNegated_Fails() =>
        Assert.ThrowsAny<XunitException>(() => Suite(context => 10 - HitsOf(context, 10)).Score_OfRightPredictions_IsTheHighest("broken"));

    [Fact]
    public void Suite_OfAScorerThatSortsThePredictions_Fails() => Assert.ThrowsAny<XunitException>(() => Suite(context =>
    {
        Array.Sort(context.Prediction.Values);
        return 0;
    }).Score_OfAnyRows_WritesToNone("broken"));

    [Fact]
    public void Suite_OfAScorerThatCounts_Fails()
    {
        int scores = 0;

        Assert.ThrowsAny<XunitException>(() => Suite(_ => ++scores).Score_OfTheSameRows_IsTheSameTwice("broken"));
    }

    [Fact]
    public void Suite_OfARowScorerThatComparesNeighbours_Fails() =>
        Assert.ThrowsAny<XunitException>(() =>
            new Broken(new NeighbourScorer()).ScoreRows_OfRowsInAnotherOrder_AreTheSameInThatOrder("broken"));

    private static double HitsOf(ScoringContext context, int rows) =>
        context.Truth.Zip(context.Prediction.Values).Take(rows).Count(row => row.First == row.Second);

    private static Broken Suite(Func<ScoringContext, double> score) => new(Scorer.From("broken", score));

    private sealed class Broken(Scorer scorer) : ScorerConformance
    {
        protected override Scorer Create(string name) => scorer;
    }

    private sealed record NeighbourScorer : RowScorer
    {
        public override double[] ScoreRows(ScoringContext context) =>
            [.. context.Prediction.Values.Select((value, row) => row == 0 ? 5 : value - context.Prediction.Values[row - 1])];
    }
}

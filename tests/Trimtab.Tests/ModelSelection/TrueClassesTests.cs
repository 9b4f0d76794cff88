using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Truths of rows whose classes have other numbers than those that were learned.</summary>
public class TrueClassesTests
{
    private static readonly Prediction _prediction =
        new([0, 1, 2]) { Classes = [0, 1, 2], Labels = ClassLabels.Of(["a", "b", "c"]) };

    [Theory]
    [InlineData("c,b,b", new double[] { 2, 1, 1 })]
    [InlineData("a,b,c", new double[] { 0, 1, 2 })]
    [InlineData("b,b,b", new double[] { 1, 1, 1 })]
    public void Truth_OfOtherClasses_HasTheNumbersThatWereLearned(string labels, double[] expected) =>
        Assert.Equal(expected, Context(_prediction, labels.Split(',')).Truth);

    [Fact]
    public void Truth_OfNumbersThatAreTheLabels_HasTheirClasses()
    {
        var prediction = new Prediction([2, 7, 7]) { Classes = [2, 7], Labels = ClassLabels.Of([2, 7]) };

        Assert.Equal([7.0, 2, 7], Context(prediction, 7, 2, 7).Truth);
        Assert.Equal([7.0, 2, 7], Context(prediction with { Labels = null }, 7, 2, 7).Truth);
    }

    [Fact]
    public void Truth_OfAClassThatWasNotLearned_IsRefusedOutsideOfFolds()
    {
        Assert.Contains(
            "Row 1 is of 'd'; learned were [a, b, c]",
            Assert.Throws<TrimtabException>(() => Context(_prediction, "a", "d", "c").Truth).Message,
            StringComparison.Ordinal);
        var rows = Dataset.OfClasses([1, 2, 3], [1], ["a", "d", "e"]); // in a fold that lacks d and e to learn from
        var learned = new Prediction([0, 0, 0]) { Classes = [0], Labels = ClassLabels.Of(["a"]) };
        Assert.Equal([0.0, 1, 2], new ScoringContext(new Fixed(learned), rows) { IsOfOneDataset = true }.Truth);
    }

    [Fact]
    public void Truth_WhereNoLabelsArePredicted_IsTheClassNumber() =>
        Assert.Equal([1.0, 0, 2], Context(new Prediction([0, 1, 2]) { Classes = [0, 1, 2] }, "b", "a", "c").Truth);

    private static ScoringContext Context<T>(Prediction prediction, params T[] labels)
        where T : notnull => new(new Fixed(prediction), Dataset.OfClasses(new float[labels.Length], [1], labels));

    private sealed class Fixed(Prediction prediction) : IFitted
    {
        public Scorer OwnScorer => "accuracy";

        public Prediction Predict(Dataset data) => prediction;
    }
}

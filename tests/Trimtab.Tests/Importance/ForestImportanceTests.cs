using Trimtab.Importance;
using Trimtab.Numerics;

namespace Trimtab.Tests.Importance;

/// <summary>Forest importances beside scikit-learn's, and what every evaluator makes of studies of any shape.</summary>
public class ForestImportanceTests
{
    private static IEnumerable<ImportanceEvaluator> Evaluators =>
        ImportanceEvaluator.Catalog.Names.Select(name => ImportanceEvaluator.Catalog.Create(name));

    /// <summary>Forests differ by their random draws: the tolerance is four standard deviations of scikit-learn's.</summary>
    [Theory]
    [InlineData("impurity")]
    [InlineData("marginal")]
    public void Importances_OfTheOraclesData_AreScikitLearns(string kind)
    {
        var oracle = Oracles.Load("numerics.json").GetProperty("forest");
        double[][] x = [.. oracle.GetProperty("x").EnumerateArray().Select(row => row.Numbers())];
        double[] mean = oracle.GetProperty(kind).GetProperty("mean").Numbers();
        double[] deviation = oracle.GetProperty(kind).GetProperty("deviation").Numbers();
        var forest = new RegressionForest(x, oracle.GetProperty("y").Numbers(), 64, RandomAddress.FromSeed(1));

        double[] importances = kind == "impurity" ? forest.ImpurityDecreases() : forest.MarginalVariances();

        for (int axis = 0; axis < mean.Length; axis++)
        {
            Assert.Equal(mean[axis], importances[axis], 4 * deviation[axis]);
        }
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("one trial")]
    [InlineData("only failed")]
    [InlineData("only pruned")]
    [InlineData("no parameters")]
    [InlineData("constraints violated")]
    public void Of_TooFewTrials_SaysWhatIsNeeded(string kind) => Assert.All(Evaluators, evaluator =>
    {
        var error = Assert.Throws<TrimtabException>(() => evaluator.Of(StudyKinds.Make(kind)));

        Assert.Contains("two or more complete trials", error.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("categorical")]
    [InlineData("one parameter")]
    [InlineData("infinite")]
    [InlineData("huge")]
    [InlineData("two objectives")]
    public void Of_AnyOtherStudy_SumsToOne(string kind) => Assert.All(Evaluators, evaluator =>
    {
        var importances = evaluator.Of(StudyKinds.Make(kind));

        Assert.All(importances, item => Assert.InRange(item.Importance, 0, 1));
        double sum = importances.Sum(item => item.Importance);
        Assert.True(sum == 0 || Math.Abs(sum - 1) < 1e-9, $"{evaluator}");
    });

    [Fact]
    public void Of_AnUnknownObjective_NamesTheKnownOnes() => Assert.All(Evaluators, evaluator =>
    {
        var error = Assert.Throws<UnknownNameException>(() => evaluator.Of(StudyKinds.Make("two objectives"), "price"));

        Assert.Contains("Known: value, cost", error.Message, StringComparison.Ordinal);
    });
}

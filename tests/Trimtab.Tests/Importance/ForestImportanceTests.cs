using Trimtab.Importance;
using Trimtab.Numerics;

namespace Trimtab.Tests.Importance;

/// <summary>Forest importances beside scikit-learn's, and what every evaluator makes of studies of any shape.</summary>
public class ForestImportanceTests
{
    /// <summary>Forests differ by their random draws: each importance lies within four standard deviations of the mean over 40 of scikit-learn's forests.</summary>
    [Theory]
    [InlineData("impurity")]
    [InlineData("marginal")]
    public void Importances_OfTheOraclesData_AreScikitLearns(string kind)
    {
        var oracle = Oracles.Load("numerics.json").GetProperty("forest");
        double[][] x = [.. oracle.GetProperty("x").EnumerateArray().Select(row => row.Numbers())];
        double[] mean = oracle.GetProperty(kind).GetProperty("mean").Numbers(), deviation = oracle.GetProperty(kind).GetProperty("deviation").Numbers();
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
    public void Of_TooFewTrials_SaysWhatIsNeeded(string kind) => Assert.All(ImportanceEvaluator.Catalog.Names, name => Assert.Contains(
        "two or more complete trials", Assert.Throws<TrimtabException>(() => ImportanceEvaluator.Catalog.Create(name).Of(StudyKinds.Make(kind))).Message, StringComparison.Ordinal));

    [Theory]
    [InlineData("categorical")]
    [InlineData("one parameter")]
    [InlineData("infinite")]
    [InlineData("huge")]
    [InlineData("two objectives")]
    public void Of_AnyOtherStudy_SumsToOne(string kind) => Assert.All(ImportanceEvaluator.Catalog.Names, name =>
    {
        var importances = ImportanceEvaluator.Catalog.Create(name).Of(StudyKinds.Make(kind));

        Assert.All(importances, item => Assert.InRange(item.Importance, 0, 1));
        Assert.True(Math.Abs(importances.Sum(item => item.Importance) - 1) < 1e-9 || importances.All(item => item.Importance == 0), name);
    });

    [Fact]
    public void Of_AnUnknownObjective_NamesTheKnownOnes() => Assert.All(ImportanceEvaluator.Catalog.Names, name => Assert.Contains(
        "Known: value, cost", Assert.Throws<UnknownNameException>(() => ImportanceEvaluator.Catalog.Create(name).Of(StudyKinds.Make("two objectives"), "price")).Message, StringComparison.Ordinal));
}

using Trimtab.Importance;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.Importance;

/// <summary>Forest importances beside scikit-learn's and beside Sobol' indices known in closed form.</summary>
public class ForestImportanceTests
{
    /// <summary>scikit-learn's feature_importances_ of 40 forests: each importance lies within four of its standard deviations.</summary>
    [Fact]
    public void ImpurityDecreases_OfTheOraclesData_AreScikitLearns()
    {
        var oracle = Oracles.Load("numerics.json").GetProperty("forest");
        double[][] x = [.. oracle.GetProperty("x").EnumerateArray().Select(row => row.Numbers())];
        double[] mean = oracle.GetProperty("mean").Numbers(), deviation = oracle.GetProperty("deviation").Numbers();

        double[] importances = new RegressionForest(x, oracle.GetProperty("y").Numbers(), 64, RandomAddress.FromSeed(1)).ImpurityDecreases();

        for (int axis = 0; axis < mean.Length; axis++)
        {
            Assert.Equal(mean[axis], importances[axis], 4 * deviation[axis]);
        }
    }

    /// <summary>
    /// Ishigami's function sin a + 7 sin² b + 0.1 c⁴ sin a over [−π, π]³: first-order Sobol' indices 0.3139, 0.4424 and 0 (Ishigami and Homma 1990), hence
    /// 0.415, 0.585 and 0 of their sum; the tolerance is that of a forest on 1000 points.
    /// </summary>
    [Fact]
    public void FunctionalAnova_OfIshigamisFunction_ComesNearItsSobolIndices()
    {
        var space = new SearchSpace { ["a"] = new FloatDistribution(-Math.PI, Math.PI), ["b"] = new FloatDistribution(-Math.PI, Math.PI), ["c"] = new FloatDistribution(-Math.PI, Math.PI) };
        var axes = new SpaceTransform(space);
        var study = StudyKinds.Of(Enumerable.Range(0, 1000).Select(number =>
        {
            double[] u = [.. Enumerable.Range(0, 3).Select(dimension => Sobol.At((uint)number, dimension))], at = [.. u.Select(share => Math.PI * ((2 * share) - 1))];
            double value = Math.Sin(at[0]) + (7 * Math.Pow(Math.Sin(at[1]), 2)) + (0.1 * Math.Pow(at[2], 4) * Math.Sin(at[0]));
            return new Trial { Number = number, Space = space, Parameters = axes.AtShares(u), State = TrialState.Complete, Values = StudyKinds.Values(("value", value)) };
        }));

        var importances = new FunctionalAnova().Of(study).ToDictionary(item => item.Parameter, item => item.Importance);

        Assert.Equal(0.415, importances["a"], 0.06);
        Assert.Equal(0.585, importances["b"], 0.06);
        Assert.Equal(0, importances["c"], 0.06);
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

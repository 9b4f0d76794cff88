using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Classifiers do not learn real values, nor regressors classes.</summary>
public class LearnableTargetsTests
{
    private static readonly float[] _features = [1, 2, 3, 4, 5, 6];

    private static string? Refusal(EstimatorKind kind, Dataset data) =>
        Record.Exception(() => LearnableTargets.Require(data, kind)) is { } error ? Assert.IsType<TrimtabException>(error).Message : null;

    [Fact]
    public void RealValues_AreRefusedByAClassifier()
    {
        Dataset real = new(_features, [1], [0, 1, 0, 1.5, 0, 1]);

        Assert.Equal(
            "A classifier learns classes, and the targets are real values. Row 3 has 1.5: take a regressor; or, where these are labels, "
            + "set IsClass of DataRoles or make the rows by Dataset.OfClasses.",
            Refusal(EstimatorKind.Classifier, real)); // scikit-learn: Unknown label type: continuous
        Assert.Null(Refusal(EstimatorKind.Regressor, real));
        Assert.Null(Refusal(EstimatorKind.Classifier, Dataset.OfClasses(_features, [1], [0.5, 1.5, 0.5, 1.5, 0.5, 1.5])));
        Assert.Null(Refusal(EstimatorKind.Classifier, new(_features, [2], [0.9, 0.1, 0.2, 0.8, 0, 1], 2)));
    }

    [Fact]
    public void Classes_AreRefusedByARegressor()
    {
        var classes = Dataset.OfClasses(_features, [1], ["a", "b", "a", "b", "a", "b"]);

        Assert.Contains("The targets are classes: [a, b]", Refusal(EstimatorKind.Regressor, classes), StringComparison.Ordinal);
        Assert.Null(Refusal(EstimatorKind.Classifier, classes));
        Assert.Null(Refusal(EstimatorKind.Regressor, new(_features, [1], [0, 1, 0, 1, 0, 1])));
    }

    [Fact]
    public void ASearch_RefusesThem_BeforeItTrains()
    {
        var classes = Dataset.OfClasses(_features, [1], ["a", "b", "a", "b", "a", "b"]);
        var search = new CrossValidate(new ToyEstimator()) { Cv = 2 }; // a regressor

        Assert.Contains(
            "The targets are classes",
            Assert.Throws<TrimtabException>(() => search.Fit(classes, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Data;

/// <summary>Rows without targets: to be predicted, not to be learned from or scored on.</summary>
public class UnlabelledDatasetTests
{
    private static readonly Dataset _rows = new([0.5f, 1, 2, 3, 4, 5], [2]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Rows_WithoutTargets_AreCountedSelectedAndTold()
    {
        var last = _rows.Select([2, 0]);

        Assert.Equal((3, 0, false), (_rows.Count, _rows.Outputs, _rows.HasTargets));
        Assert.Equal([4f, 5f, 0.5f, 1f], [.. last.FeaturesOf(0), .. last.FeaturesOf(1)]);
        Assert.True(last.TargetsOf(1).IsEmpty);
        Assert.NotEqual(_rows.Fingerprint, new Dataset([0.5f, 1, 2, 3, 4, 5], [2], [0, 0, 0]).Fingerprint);
        Assert.Equal(2, _rows.Subset(2).Count);
        Assert.Throws<ArgumentException>(() => new Dataset([1f, 2, 3], [2]));
    }

    [Fact]
    public void Predict_OfRowsWithoutTargets_IsThatOfRowsWithThem()
    {
        var fitted = new ToyEstimator().Fit(GridSearchOracleTests.Data, new());
        float[] features = [0.25f, 0.75f];

        Assert.Equal(fitted.Predict(new(features, [1], [0, 0])).Values, fitted.Predict(new(features, [1])).Values);
    }

    [Fact]
    public void Labels_OfRowsWithoutTargets_AreRefused() =>
        Assert.Contains("these rows have none", Assert.Throws<TrimtabException>(() => _rows.Labels()).Message, StringComparison.Ordinal);

    [Fact]
    public void Fit_OfRowsWithoutTargets_IsRefusedBeforeTraining()
    {
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5] }) { Cv = new KFold(3) };

        Assert.Contains(
            "There must be targets to learn from",
            Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message,
            StringComparison.Ordinal);
    }
}

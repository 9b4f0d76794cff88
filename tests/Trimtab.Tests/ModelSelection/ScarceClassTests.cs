using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection;

/// <summary>A class with fewer rows than folds is named in the summary, as scikit-learn warns of it.</summary>
public class ScarceClassTests
{
    [Theory]
    [InlineData(1, "Class 'c' has only 1 row. Folds without it among the test rows: 2 of 3; among the training rows: 1. ")]
    [InlineData(2, "Class 'c' has only 2 rows. Folds without it among the test rows: 1 of 3; among the training rows: 0. ")]
    [InlineData(3, null)]
    public void Summary_NamesAClassThatFoldsLack(int scarce, string? words)
    {
        string[] labels = [.. Enumerable.Repeat("a", 9), .. Enumerable.Repeat("b", 9), .. Enumerable.Repeat("c", scarce)];
        var rows = Dataset.OfClasses(new float[labels.Length], [1], labels);

        string summary = new GridSearchCV(new Majority(), new()) { Cv = 3 }.Fit(rows, TestContext.Current.CancellationToken).Summary;

        Assert.Equal(words is not null, summary.Contains("Class 'c'", StringComparison.Ordinal));
        Assert.Contains(words ?? "", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfASplitThatIsNotStratified_DoesNotWarn()
    {
        var rows = Dataset.OfClasses(new float[9], [1], [.. Enumerable.Repeat("a", 8), "c"]);

        string summary = new GridSearchCV(new Majority(), new()) { Cv = new KFold(3) }
            .Fit(rows, TestContext.Current.CancellationToken).Summary;

        Assert.DoesNotContain("Class", summary, StringComparison.Ordinal);
    }

    /// <summary>Predicts the first class.</summary>
    private sealed record Majority : IEstimator, IFitted
    {
        public IReadOnlyCollection<string> ParameterNames => [];

        public EstimatorKind Kind => EstimatorKind.Classifier;

        public Scorer OwnScorer => new AccuracyScorer();

        public IEstimator With(Trimtab.Spaces.ParameterSet parameters) => this;

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context) => this;

        public Prediction Predict(Dataset data) => new(new double[data.Count]) { Classes = [0, 1, 2] };
    }
}

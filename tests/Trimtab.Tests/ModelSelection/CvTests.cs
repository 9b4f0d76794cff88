using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>What a search makes of its Cv and its groups.</summary>
public class CvTests
{
    private static readonly int[] _groups = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Twelve one-hot rows sorted by class: plain halves would each train on one class and test the other.</summary>
    private static Dataset OneHotSorted => new Dataset(new float[12], [1], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]).OneHot(2);

    [Fact]
    public void Resolve_NumberForOneHotClassifier_Stratifies()
    {
        Splitter two = 2;

        Assert.Equal(new StratifiedKFold(2), two.Resolve(EstimatorKind.Classifier, OneHotSorted));
        Assert.Equal(new KFold(2), two.Resolve(EstimatorKind.Regressor, OneHotSorted));
        Assert.Equal(new KFold(2), new KFold(2).Resolve(EstimatorKind.Classifier, OneHotSorted)); // plain folds are asked for by name
        Assert.All(new StratifiedKFold(2).Split(OneHotSorted), fold => Assert.Equal(3, fold.Test.Count(row => row < 6)));
    }

    [Theory]
    [InlineData(0.5, 0.5)] // shares
    [InlineData(1, 1)] // several labels
    [InlineData(0, 0)] // none
    public void Resolve_NumberForTargetsThatAreNotOneHot_IsPlain(double first, double second)
    {
        Splitter two = 2;
        var data = new Dataset(new float[4], [1], [1, 0, 0, 1, 1, 0, first, second], outputs: 2);

        Assert.Equal(new KFold(2), two.Resolve(EstimatorKind.Classifier, data));
        Assert.Contains(
            "Row 3 has the 2 targets",
            Assert.Throws<TrimtabException>(() => new StratifiedKFold(2).Split(data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_NumberWithGroups_KeepsThemTogether()
    {
        Splitter three = 3;
        var numbers = new Dataset(new float[4], [1], [1, 0, 0, 1]);

        Assert.Equal(new StratifiedGroupKFold(3), three.Resolve(EstimatorKind.Classifier, numbers, hasGroups: true));
        Assert.Equal(new GroupKFold(3), three.Resolve(EstimatorKind.Regressor, numbers, hasGroups: true));
    }

    [Fact]
    public void Fit_OfNumberWithGroups_NeverHasAGroupOnBothSides()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<double[]>();
        var data = new Dataset([.. _groups.Select(group => (float)group)], [1], [.. Enumerable.Range(0, 12).Select(row => (double)row)]);
        var estimator = new ToyEstimator
        {
            Fitting = (rows, _) => seen.Add([.. Enumerable.Range(0, rows.Count).Select(row => (double)rows.FeaturesOf(row)[0])]),
        };

        new GridSearchCV(estimator, new() { ["alpha"] = [0.5] }) { Cv = 3, Groups = _groups, Refit = false }.Fit(data, Token);

        Assert.Equal(3, seen.Count);
        Assert.All(seen, rows => Assert.All(rows.CountBy(group => group), group => Assert.Equal(2, group.Value)));
    }

    public static TheoryData<string> Searches => ["grid", "study", "cross-validation", "plan"];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Fit_WithGroupsASplitterIgnores_IsRefusedBeforeTraining(string search)
    {
        int fits = 0;
        var estimator = new ToyEstimator { Fitting = (_, _) => fits++ };
        Action act = search switch
        {
            "grid" => () => new GridSearchCV(estimator, new() { ["alpha"] = [0.5] }) { Cv = new KFold(3), Groups = _groups }.Fit(
                GridSearchOracleTests.Data, Token),
            "study" => () => new StudySearchCV(estimator, new() { ["alpha"] = new FloatDistribution(0, 1) }, 2)
            {
                Cv = new ShuffleSplit(3),
                Groups = _groups,
            }.Fit(GridSearchOracleTests.Data, Token),
            "cross-validation" => () => new CrossValidate(estimator) { Cv = new LeaveOneOut(), Groups = _groups }.Fit(
                GridSearchOracleTests.Data, Token),
            _ => () => new GridSearchCV(estimator, new() { ["alpha"] = [0.5] }) { Cv = new TimeSeriesSplit(3), Groups = _groups }.Plan(
                GridSearchOracleTests.Data, Token),
        };

        var error = Assert.Throws<TrimtabException>(act);

        Assert.Contains("ignores them, as its UsesGroups is false", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, fits);
    }

    [Fact]
    public void Fit_OnAFoldWithoutTrainingRows_IsRefusedBeforeTraining()
    {
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5] })
        {
            Cv = new PredefinedSplit(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        };

        Assert.Contains(
            "Fold 0 of PredefinedSplit has 0 and 12",
            Assert.Throws<TrimtabException>(() => search.Fit(GridSearchOracleTests.Data, Token)).Message,
            StringComparison.Ordinal);
    }
}

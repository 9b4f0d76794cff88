using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Parameters that an estimator does not list are refused, also where its <c>With</c> passes over them.</summary>
public class UnlistedParameterTests
{
    private static readonly Dataset _rows = new([.. Enumerable.Range(0, 12).Select(row => (float)row)], [1], new double[12]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["grid", "random", "study", "first"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Search_OverAParameterThatIsNotListed_IsRefusedBeforeAnythingIsFitted(string kind)
    {
        var estimator = new Lenient();
        var space = new SearchSpace { ["alhpa"] = new FloatDistribution(0, 1) };
        CandidateSearch search = kind switch
        {
            "grid" => new GridSearchCV(estimator, new() { ["alhpa"] = [1, 2] }),
            "random" => new RandomizedSearchCV(estimator, space, 2),
            "study" => new StudySearchCV(estimator, space, 2),
            _ => new StudySearchCV(estimator, space, 2) { First = [ParameterSet.Of(("alhpa", 0.5))] },
        };

        var error = Assert.Throws<UnknownNameException>(() => search.Compile(_rows, Token));

        Assert.Equal("No parameter is called 'alhpa'. Did you mean 'alpha'? Known: alpha.", error.Message);
        Assert.Throws<UnknownNameException>(() => search.Fit(_rows, Token));
    }

    /// <summary>Takes what it knows and ignores the rest.</summary>
    private sealed record Lenient : IEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => ["alpha"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public IEstimator With(ParameterSet parameters) => this;

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context) => throw new InvalidOperationException("Nothing is to be fitted.");
    }
}

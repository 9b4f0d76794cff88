using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Candidates a search is to begin with, and candidates without a score.</summary>
public class FirstCandidatesTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 20).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 20).Select(row => row * 0.414 % 1)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9.0, "'alpha' is first at 9")]
    [InlineData("x", "'alpha' is first at ")]
    public void First_OutsideTheSpace_IsRefusedBeforeTraining(object value, string message)
    {
        var search = Search() with { First = [ParameterSet.Of(("alpha", ParameterValue.From(value)))] };

        Assert.Contains(message, Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_WithAnotherName_IsRefusedBeforeTraining()
    {
        var search = Search() with { First = [ParameterSet.Of(("alfa", 1.0))] };

        var error = Assert.Throws<UnknownNameException>(() => search.Fit(_rows, Token));

        Assert.Contains("alpha", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfASearchWithFirstCandidates_CountsThem()
    {
        var search = Search() with { First = [ParameterSet.Of(("alpha", 1.0)), ParameterSet.Of(("alpha", 2.0))] };

        Assert.Equal(Search().Plan(_rows, Token).Candidates, search.Plan(_rows, Token).Candidates);
    }

    [Fact]
    public void Candidate_WhoseScoreIsNaN_IsAFailedTrialWithAReason()
    {
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5, 1.0] })
        {
            Cv = 2,
            Refit = false,
            Scoring = [Scorer.From("bad", _ => double.NaN)],
        };

        var result = search.Fit(_rows, Token);

        Assert.All(
            result.Trials, trial => Assert.Equal((TrialState.Failed, "The score by score is NaN."), (trial.State, trial.Error)));
    }

    private static StudySearchCV Search() =>
        new(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 4) { Cv = 2, Refit = false };
}

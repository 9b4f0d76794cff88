using Trimtab.Storages;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Tests;

/// <summary>Outcomes of trials as other languages write them.</summary>
public class TrialOutcomeTests
{
    private static readonly StoredStudy _study = new() { Id = 1, Name = "bowl", Directions = [Direction.Minimize] };

    [Fact]
    public void AnObject_SaysAll()
    {
        var outcome = TrialOutcome.Read("{\"number\": 3, \"attempt\": 1, \"values\": [0.5, \"NaN\"], \"params\": {\"x\": 1}}");

        Assert.Equal((3, 1, null), (outcome.Number, outcome.Attempt, outcome.State));
        Assert.Equal([0.5, double.NaN], outcome.Values);
        Assert.Equal([7.0], TrialOutcome.Read("{\"number\": 3, \"value\": 7}").Values);
        Assert.Equal((4.0, 0.25), TrialOutcome.Read("{\"number\": 3, \"step\": 4, \"report\": 0.25}").Report);
        Assert.Equal(TrialState.Failed, TrialOutcome.Read("{\"number\": 3, \"state\": \"fail\"}").State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"number\": \"three\"}")]
    [InlineData("{\"number\": 3, \"value\": \"high\"}")]
    [InlineData("{\"number\": 3, \"state\": \"done\"}")]
    [InlineData("{\"number\": 3, \"vlaue\": 1}")]
    public void AnotherText_IsRefused(string text) => Assert.ThrowsAny<TrimtabException>(() => TrialOutcome.Read(text));

    [Theory]
    [InlineData("{\"number\": 0, \"value\": 2}", TrialState.Complete, 2.0)]
    [InlineData("{\"number\": 0, \"value\": \"NaN\"}", TrialState.Failed, null)]
    [InlineData("{\"number\": 0, \"value\": 2, \"state\": \"failed\"}", TrialState.Failed, null)]
    [InlineData("{\"number\": 0, \"state\": \"pruned\"}", TrialState.Pruned, 0.25)] // its last report
    public void AnEnd_HasAStateAndItsValue(string text, TrialState state, double? value)
    {
        var trial = new StoredTrial { IntermediateValues = new Dictionary<long, double> { [0] = 0.5, [2] = 0.25 } };

        var end = TrialOutcome.Read(text).Changes(_study, trial, DateTimeOffset.UnixEpoch).End!;

        Assert.Equal((state, value), (end.State, end.Values?.Single()));
    }
}

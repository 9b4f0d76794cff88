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

    /// <summary>As JSON libraries of several languages write them, the same words as in lines of programs.</summary>
    [Theory]
    [InlineData("\"inf\"", double.PositiveInfinity)]
    [InlineData("\"-inf\"", double.NegativeInfinity)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"nan\"", double.NaN)]
    [InlineData("\"0.5\"", 0.5)]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    public void ANumber_IsWrittenInSeveralWays(string written, double expected)
    {
        Assert.Equal([expected], TrialOutcome.Read($"{{\"number\": 3, \"values\": [{written}]}}").Values);
        Assert.Equal([expected], TrialOutcome.Read($"{{\"number\": 3, \"value\": {written}}}").Values);
        Assert.Equal((1.0, expected), TrialOutcome.Read($"{{'number': 3, 'step': 1, 'report': {written}}}").Report);
    }

    [Theory]
    [InlineData("null", "Got null.")]
    [InlineData("{\"number\": 3, \"values\": [null]}", "\"values\" must be a number, or nan or inf. Got null.")]
    [InlineData("{\"number\": 3, \"values\": 0.5}", "\"values\" must be a list of numbers. Got 0.5.")]
    [InlineData("{\"number\": 3, \"value\": \"1,5\"}", "\"value\" must be a number, or nan or inf. Got \"1,5\".")]
    [InlineData("{\"number\": 3, \"step\": 1}", "\"report\" must be a number, or nan or inf. Got nothing.")]
    [InlineData("{\"number\": 3.5}", "\"number\" must be a whole number. Got 3.5.")]
    [InlineData("{\"number\": 3, \"why\": 7}", "\"why\" must be a text. Got 7.")]
    [InlineData("{\"value\": 3}", "There is no \"number\".")]
    public void WhatIsWrong_IsSaid(string text, string message) => Assert.EndsWith(
        message, Assert.Throws<TrimtabException>(() => TrialOutcome.Read(text)).Message, StringComparison.Ordinal);

    /// <summary>Nothing of what was written is left out in silence.</summary>
    [Theory]
    [InlineData("\"values\": [0.93], \"step\": 2, \"report\": 0.4")]
    [InlineData("\"state\": \"failed\", \"step\": 2, \"report\": 0.4")]
    [InlineData("\"why\": \"x\", \"step\": 2, \"report\": 0.4")]
    [InlineData("\"why\": \"x\", \"value\": 2")]
    [InlineData("\"value\": 1, \"values\": [2]")]
    [InlineData("\"value\": 1, \"report\": 2")]
    public void WhatDoesNotFitTogether_IsRefused(string members) => Assert.ThrowsAny<TrimtabException>(
        () => TrialOutcome.Read($"{{\"number\": 3, {members}}}").Changes(_study, new(), DateTimeOffset.UnixEpoch));

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

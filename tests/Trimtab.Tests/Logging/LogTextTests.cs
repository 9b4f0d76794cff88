using Trimtab.Logging;

namespace Trimtab.Tests.Logging;

/// <summary>No name, value or message of a user begins a line of its own in a log.</summary>
public class LogTextTests
{
    private const string Hostile = "a\r\n[Critical] forged\u2028\u001b[31m\u0085\u0000";
    private const string OneLine = "a\\u000D\\u000A[Critical] forged\\u2028\\u001B[31m\\u0085\\u0000";

    [Theory]
    [InlineData(Hostile, OneLine)]
    [InlineData("", "")]
    [InlineData("größe κ 木 🙂 {Trial} \\n", "größe κ 木 🙂 {Trial} \\n")]
    public void OneLine_EscapesControlCharactersAndSeparatorsOnly(string text, string expected) =>
        Assert.Equal(expected, LogText.OneLine(text));

    [Fact]
    public void OneLine_OfATextWithNothingToEscape_IsTheText()
    {
        string text = new('a', 3);

        Assert.Same(text, LogText.OneLine(text));
    }

    [Fact]
    public async Task EveryEventOfAStudy_IsOneLineWhateverItsNames()
    {
        using var log = new CapturedLog();
        var study = new Study(new() { Name = Hostile, LoggerFactory = log.Factory });

        await study.OptimizeAsync(
            trial =>
            {
                _ = trial.SuggestCategorical(Hostile, [Hostile, Hostile + Hostile]);
                return trial.Number == 0 ? 1.0 : throw new InvalidOperationException(Hostile);
            },
            2,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(log.Events, item => Assert.DoesNotContain(item.Message, letter => char.IsControl(letter) || letter == '\u2028'));
        Assert.Equal(OneLine, log.Of("ParameterAssigned")[0].GetStructuredStateValue("Parameter"));
        Assert.Contains(OneLine, log.Of("TrialFailed")[0].Message, StringComparison.Ordinal);
        Assert.Equal(OneLine, log.Of("StudyStarted")[0].GetStructuredStateValue("Study"));
    }
}

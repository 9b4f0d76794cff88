using Trimtab.Tests;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Evaluation;

public class TrialReadingTests
{
    [Fact]
    public void AStop_IsKeptWhateverElseTheLineHas()
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize", "--and", "b", "--minimize"), (_, _) => false);

        Assert.False(reading.Read("step=1 a=1 b=2"));
    }

    /// <summary>Storages have the step as the program printed it; an epoch of the library is one more.</summary>
    [Theory]
    [InlineData(new[] { "step=0 a=1", "step=1 a=1" }, new[] { 1, 2 })]
    [InlineData(new[] { "step=1000 a=1", "step=2000 a=1" }, new[] { 1001, 2001 })]
    [InlineData(new[] { "epoch=1 a=1", "epoch=1 a=2", "epoch=2 a=1" }, new[] { 2, 3 })]
    [InlineData(new[] { "epoch=1 step=10 a=1", "epoch=1 step=20 a=1", "epoch=2 step=10 a=1", "epoch=2 step=20 a=1", "epoch=3 step=10 a=1" },
        new[] { 11, 21, 31, 41, 51 })]
    [InlineData(new[] { "epoch=0 step=0 a=1", "epoch=0 step=1 a=1", "epoch=1 step=0 a=1", "epoch=1 step=1 a=1" }, new[] { 1, 2, 3, 4 })]
    [InlineData(new[] { "{\"epoch\": 1, \"step\": 10, \"a\": 1}", "{\"epoch\": 2, \"step\": 20, \"a\": 1}" }, new[] { 11, 21 })]
    [InlineData(new[] { "Epoch 1/2", "loss: 1 - a: 0.5", "Epoch 2/2", "loss: 1 - a: 0.6" }, new[] { 2, 3 })] // as Keras prints it
    [InlineData(new[] { "Epoch 1/2", "step=10 a=1", "step=20 a=1", "Epoch 2/2", "step=10 a=1", "a=3" }, new[] { 11, 21, 31 })]
    [InlineData(new[] { "{\"epoch\": 3}", "{\"a\": 1}" }, new[] { 4 })]
    [InlineData(new[] { "Step 2: train", "a=1" }, new int[0])]
    public void Steps_AreThoseOfTheProgram(string[] lines, int[] epochs)
    {
        var reported = new List<int>();
        var reading = new TrialReading(Settings("--metric", "a", "--maximize"), (_, epoch) =>
        {
            reported.Add(epoch);
            return true;
        });

        Assert.All(lines, line => Assert.True(reading.Read(line)));

        Assert.Equal(epochs, reported);
        Assert.False(reading.WentBack);
    }

    [Fact]
    public void StepsThatGoBackWithoutAnEpoch_AreNoticed()
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize"), (_, _) => true);

        Assert.All("step=10 a=1|step=20 a=1|step=10 a=1".Split('|'), line => Assert.True(reading.Read(line)));

        Assert.True(reading.WentBack);
    }

    /// <summary>The last number counts, so that a setting which is printed first does no harm; of the best, none may be unread.</summary>
    [Theory]
    [InlineData("last", new[] { "a=5-fold", "a=0.5" }, 0.5)]
    [InlineData("last", new[] { "a=0.5", "a=1,234.5" }, null)]
    [InlineData("best", new[] { "a=1,234.5", "a=0.5" }, null)]
    [InlineData("mean:2", new[] { "a=1,5", "a=0.5", "a=0.7" }, null)]
    public void ANumberThatCantBeRead_FailsTheTrial_WhereItMayCount(string take, string[] lines, double? value)
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize", "--take", take), (_, _) => true);
        Assert.All(lines, line => Assert.True(reading.Read(line)));

        var thrown = Record.Exception(() => Assert.Equal([value ?? double.NaN], reading.Values(new() { Folder = "/" })));

        Assert.Equal(value is null ? typeof(ProgramException) : null, thrown?.GetType());
    }

    [Theory]
    [InlineData("A: 0.93", true)]
    [InlineData("A loss of 3", false)]
    [InlineData("beta: 0.93", false)]
    public void ANameInOtherLetters_IsNamed(string line, bool isNamed)
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize"), (_, _) => true);
        Assert.True(reading.Read(line));

        string message = Assert.Throws<ProgramException>(() => reading.Values(new() { Folder = "/" })).Message;

        Assert.Equal(isNamed, message.Contains("It printed 'A'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--metric a --maximize", true)]
    [InlineData("--metric a --maximize --from stderr", true)]
    [InlineData("--metric a --maximize --from file:missing.json", false)]
    public void ALineThatIsTooLong_HasNoNumber_AndTheErrorSaysSo(string metric, bool isSaid)
    {
        var reading = new TrialReading(Settings([.. metric.Split(' '), "--limit", "size<=2"]), (_, _) => true);
        reading.PassOver();
        var end = new ProgramEnd { Folder = "/" };

        string Of(Func<ProgramEnd, IReadOnlyList<double>> read) => Record.Exception(() => read(end))?.Message ?? "";

        Assert.Equal(isSaid, Of(reading.Values).Contains("more than 1 MiB", StringComparison.Ordinal));
        Assert.Contains("more than 1 MiB", Of(reading.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void ALimitThatCantBeRead_FailsTheTrial()
    {
        var reading = new TrialReading(Settings("--metric", "a", "--maximize", "--limit", "size<=2"), (_, _) => true);
        reading.Read("a=1 size=1,5");

        Assert.Contains("'1,5'", Assert.Throws<ProgramException>(() => reading.Violations(new() { Folder = "/" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheBoard_HasTheLastReports()
    {
        var board = new RunBoard(new ManualClock());
        board.Begin(0, Spaces.ParameterSet.Empty);
        for (int i = 0; i < 5000; i++)
        {
            board.Report(0, i);
        }

        Assert.Equal(Enumerable.Range(4984, 16).Select(i => (double)i), board.View().Running[0].Reports);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        var said = options.Parse(["-p", "n=1..9", .. words, "--", "/bin/sh", "-c", "exit"]);
        return new RunReader(new(options, [said], null), "digits", "/").Read();
    }
}

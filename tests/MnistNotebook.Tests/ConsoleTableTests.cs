using Spectre.Console;

namespace MnistNotebook.Tests;

public class ConsoleTableTests
{
    private static readonly string[] _columns = ["candidate", "accuracy over folds", "takes"];
    private static readonly string[][] _rows =
    [
        ["activation=hard_sigmoid, batch_size=256, init_mode=glorot_uniform, neurons=25", "0.98500", "46.6 min (32.1 to 70.4)"]
    ];

    /// <summary>Numbers, names and times stay whole at any usual width.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Table_OfAnyWidth_BreaksBetweenWordsOnly(int width)
    {
        string text = Text(width);

        Assert.All(
            (string[])["0.98500", "46.6 min (32.1 to 70.4)", "activation=hard_sigmoid", "init_mode=glorot_uniform", "accuracy"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= width));
    }

    private static string Text(int width)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(ConsoleTable.Of(width, _columns, _rows));
        return writer.ToString();
    }
}

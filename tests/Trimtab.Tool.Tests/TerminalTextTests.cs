using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>A storage may come from anywhere: what its names and values hold is shown to a terminal, never obeyed by it.</summary>
public class TerminalTextTests
{
    private const string Title = "\e]0;pwned\a", Clear = "\e[2J";

    [Theory]
    [InlineData("studies --format table")]
    [InlineData("trials --format table")]
    [InlineData("best --format table")]
    [InlineData("show")]
    [InlineData("plot slice")]
    [InlineData("best -n nothing")]
    public async Task NamesOfAStorage_DoNotCommandATerminal(string line)
    {
        foreach (bool isTerminal in (bool[])[false, true])
        {
            using var tool = new ToolHost { IsTerminal = isTerminal };
            await HostileAsync(tool);

            var outcome = await tool.RunAsync(line);

            string all = outcome.Output + outcome.Error;
            Assert.DoesNotContain(Title, all, StringComparison.Ordinal);
            Assert.DoesNotContain('\a', all);
            Assert.DoesNotContain(Clear, all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Table_OfHostileNames_HasItsCells()
    {
        using var tool = new ToolHost();
        await HostileAsync(tool);

        string table = (await tool.RunAsync("trials --format table")).Output;

        Assert.Contains("value", table, StringComparison.Ordinal);
        Assert.Contains("complete", table, StringComparison.Ordinal);
        Assert.True(table.Split('\n').Length > 6, table);
    }

    [Theory]
    [InlineData("plain é ✓", "plain é ✓")]
    [InlineData("a\e[31mb\n\u009bc\u007f", "a\uFFFD[31mb\uFFFD\uFFFDc\uFFFD")]
    public void ControlCharacters_AreReplaced(string text, string expected) => Assert.Equal(expected, TerminalText.Of(text));

    private static async Task HostileAsync(ToolHost tool)
    {
        using var storage = tool.OpenStorage();
        var study = Study.Open(storage, new()
        {
            Name = $"evil{Title}\e[31m\nname",
            Space = SearchSpace.Create(new Dictionary<string, Distribution>
            {
                [$"choice{Title}"] = new CategoricalDistribution([$"a{Clear}", "b"]),
                ["x"] = new FloatDistribution(0, 1),
            }),
        });
        await study.OptimizeAsync(
            trial =>
            {
                trial.SetAttribute($"key{Title}", $"value{Clear}");
                trial.Suggest($"choice{Title}", new CategoricalDistribution([$"a{Clear}", "b"]));
                return trial.SuggestFloat("x", 0, 1);
            },
            3,
            cancellationToken: TestContext.Current.CancellationToken);
    }
}

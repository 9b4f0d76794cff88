using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>What holds for every verb: help, exit codes, errors, passwords.</summary>
public class CommandLineTests
{
    public static TheoryData<string> Verbs => [.. new Catalog<IVerb>(typeof(IVerb).Assembly).Names];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_HasExamplesThatParse(string verb)
    {
        using var tool = new ToolHost();

        string help = await tool.DoneAsync($"{verb} --help");

        Assert.Contains("Examples:", help, StringComparison.Ordinal);
        Assert.Contains($"  trimtab {verb}", help[help.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task UnknownOption_IsAUsageError(string verb)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync($"{verb} --no-such-option");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Contains($"Help: trimtab {verb} --help", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best postgresql://ann:s3cret@host/db")]
    [InlineData("best -s postgresql://ann:s3cret@localhost:1/db?connect%20timeout=1")]
    [InlineData("best -s postgresql:Host=localhost;Port=1;Username=ann;Password=s3cret;Timeout=1")]
    [InlineData("doctor -s postgresql://ann:s3cret@localhost:1/db")]
    [InlineData("best -s nosuch://ann:s3cret@host/db")]
    [InlineData("best -s ann:s3cret@host")]
    public async Task Passwords_AreNeverPrinted(string line)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync(line);

        Assert.NotEqual(ExitCode.Done, outcome.Code);
        Assert.DoesNotContain("s3cret", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoArgument_IsTheHelp()
    {
        using var tool = new ToolHost();

        Assert.Equal(await tool.DoneAsync("--help"), await tool.DoneAsync(""));
    }

    [Fact]
    public async Task MissingStorage_IsAnErrorAndIsNotCreated()
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync("studies");

        Assert.Equal(ExitCode.Error, outcome.Code);
        Assert.Contains("trimtab.db", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(tool.Folder));
    }

    [Fact]
    public async Task UnknownStudy_NamesTheNearest()
    {
        using var tool = await new ToolHost().WithBowlAsync(1);

        var outcome = await tool.RunAsync("best -n bowls");

        Assert.Equal(ExitCode.Error, outcome.Code);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.Contains("bowl", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_NamesTheStorage()
    {
        using var tool = await new ToolHost().WithBowlAsync(1);
        tool.Variables["TRIMTAB_STORAGE"] = "journal:other.log";
        using (var storage = StudyStorage.Open($"journal:{Path.Combine(tool.Folder, "other.log")}"))
        {
            storage.CreateStudy("elsewhere", [Direction.Minimize]);
        }

        Assert.Equal("elsewhere\n", (await tool.DoneAsync("studies -f value -c name")).ReplaceLineEndings("\n"));
        Assert.Equal("bowl\n", (await tool.DoneAsync("studies -f value -c name -s trimtab.db")).ReplaceLineEndings("\n"));
        Assert.Equal("bowl\n", (await tool.DoneAsync("studies -f value -c name -s sqlite:///trimtab.db")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Completion_SuggestsVerbsAndTheirOptions()
    {
        using var tool = new ToolHost();

        var verbs = await tool.RunAsync(["[suggest:10]", "trimtab be"]);
        var formats = await tool.RunAsync(["[suggest:22]", "trimtab best --format "]);

        Assert.Contains("best", verbs.Lines);
        Assert.Contains("jsonl", formats.Lines);
    }
}

using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests;

/// <summary>What holds for every verb: help, exit codes, errors, passwords.</summary>
public partial class CommandLineTests
{
    public static TheoryData<string> Verbs => [.. new Catalog<IVerb>(typeof(IVerb).Assembly).Names];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_HasExamplesThatParse(string verb)
    {
        using var tool = new ToolHost();

        string help = await tool.DoneAsync($"{verb} --help");

        string[] examples = [.. help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n').Skip(1)];
        Assert.Contains(examples, example => example.StartsWith($"  trimtab {verb}", StringComparison.Ordinal));
        Assert.All(examples.SelectMany(Commands), command => Assert.Empty(Errors(command)));
    }

    [Theory]
    [InlineData("eval \"$(trimtab ask -n bowl)\"; trimtab tell $N $(./bowl $X) | jq", new[] { "ask -n bowl", "tell 0 0" })]
    [InlineData("trimtab completion zsh > ~/_trimtab", new[] { "completion zsh" })]
    public void Commands_OfALine_AreThoseOfTheTool(string line, string[] expected) => Assert.Equal(expected, Commands(line));

    [Theory]
    [InlineData("best --no-such-option")]
    [InlineData("trials --top x")]
    [InlineData("run --trails 5 -- true")]
    public void Errors_OfALineThatDoesNotParse_AreFound(string line) => Assert.NotEmpty(Errors(line));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Help_ListsEveryVerbWithItsFirstSentence_WithinTheTerminal(int width)
    {
        using var tool = new ToolHost { IsTerminal = true, Width = width };

        string help = await tool.DoneAsync("--help");

        Assert.All(help.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        string text = string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(VerbTree.Catalog.Names, name => Assert.Contains(
            $" {name} {VerbTree.Catalog.Create(name).Description.Split(". ")[0].TrimEnd('.')}", text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<VerbGroup>(), group => Assert.Contains(group.Title(), help, StringComparison.Ordinal));
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

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.Contains("Did you mean 'bowl'?", outcome.Error, StringComparison.Ordinal);
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

    /// <summary>Values are completed wherever there is a list of them; of studies, those of the storage that the line names.</summary>
    [Theory]
    [InlineData("run --sampler ", "tpe")]
    [InlineData("run --pruner me", "median")]
    [InlineData("run --metric m --from ", "stdout")]
    [InlineData("run --take ", "best")]
    [InlineData("ask --sampler ", "tpe")]
    [InlineData("trials --state ", "failed")]
    [InlineData("trials --sort ", "duration")]
    [InlineData("tell --state ", "pruned")]
    [InlineData("importance --method ", "fanova")]
    [InlineData("plot ", "slice")]
    [InlineData("completion ", "zsh")]
    [InlineData("best -n ", "bowl")]
    [InlineData("run -n b", "bowl")]
    [InlineData("worker ", "bowl")]
    [InlineData("compare bo", "bowl")]
    [InlineData("best -s other.db -n ", null)]
    public async Task Completion_SuggestsValues(string line, string? value)
    {
        using var tool = await new ToolHost().WithBowlAsync(1);
        string words = $"trimtab {line}";

        var found = await tool.RunAsync([$"[suggest:{words.Length}]", words]);

        Assert.Equal(value is not null, found.Lines.Contains(value ?? "bowl"));
        Assert.False(File.Exists(Path.Combine(tool.Folder, "other.db")));
    }

    [Theory]
    [InlineData("trials --state done", "No state is called 'done'. Known: waiting, running, complete,")]
    [InlineData("plot slices", "No plot is called 'slices'. Did you mean 'slice'?")]
    [InlineData("importance --method x", "No method of importance is called 'x'.")]
    [InlineData("retry 0", "Trial 0 is complete.")]
    [InlineData("tell 0 1", "Trial 0 is complete.")]
    [InlineData("trials --top 1e2", "--top must be a whole number below 2147483648. Got 1e2.")]
    [InlineData("check study.yaml", "--trials must be a whole number below 2147483648. Got 1e2.")]
    [InlineData("run -p x=1..2 --metric m --maximize -t 1 --pruner x -- true {x}", "No pruner is called 'x'.")]
    [InlineData("run -p x=1..2 --metric m --maximize -t 1 --sampler x -- true {x}", "No sampler is called 'x'.")]
    [InlineData("best bowl", "A study is named by -n: -n bowl.")]
    public async Task Messages_HaveTheWordsOfTheTool(string line, string message)
    {
        using var tool = await new ToolHost().WithBowlAsync(1);
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "study.yaml"), "name: x\ntrials: 1e2\n", TestContext.Current.CancellationToken);

        var outcome = await tool.RunAsync(line);

        Assert.NotEqual(ExitCode.Done, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>A verb that makes or deletes a study takes no other than the one that is named.</summary>
    [Theory]
    [InlineData("ask", false)]
    [InlineData("import", false)]
    [InlineData("delete", false)]
    [InlineData("best", true)]
    public async Task Help_SaysWhetherAStudyMustBeNamed(string verb, bool isOptional)
    {
        using var tool = new ToolHost();

        Assert.Equal(isOptional, (await tool.DoneAsync($"{verb} --help")).Contains("only one]", StringComparison.Ordinal));
    }

    /// <summary>The command lines of the tool in a line for a shell; what the shell fills in is a number.</summary>
    private static IEnumerable<string> Commands(string line) =>
        OfTool().Matches(FilledIn().Replace(line, "0")).Select(match => match.Groups[1].Value.Trim());

    /// <summary>What is wrong with a command line; an option that is none is taken for a value where a verb takes several.</summary>
    private static IEnumerable<string> Errors(string line)
    {
        string[] words = CommandLineText.Split(line);
        var parsed = VerbTree.Root(Context, words[0]).Parse(words, new() { ResponseFileTokenReplacer = null });
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash);
        return
        [
            .. parsed.Errors.Select(error => error.Message),
            .. before.Where(token => token is { Type: TokenType.Argument, Value: ['-', '-', ..] })
                .Select(token => $"no option {token.Value}"),
        ];
    }

    private static ToolContext Context =>
        new() { Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, Folder = "/" };

    [GeneratedRegex(@"\$\((?!trimtab)[^)]*\)|\$\w+")]
    private static partial Regex FilledIn();

    [GeneratedRegex(@"\btrimtab ([^|;>)]+)")]
    private static partial Regex OfTool();
}

using System.Text;

namespace Trimtab.Tool.Tests;

/// <summary>Files, numbers and storages that are not what they should be: refused with the reason before anything is made.</summary>
public class OddInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each level has the one before nine times: a tree of 9^10 words in some hundred bytes.</summary>
    [Fact]
    public async Task StudyFile_NestedByAliases_IsRefused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level <= 10; level++)
        {
            text.AppendLine(Invariant($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]"));
        }

        text.AppendLine("? *a10\n: 1");

        Assert.Contains("An alias stands for a word or number. *a0 in line 2", await CheckedAsync(Encoding.UTF8.GetBytes(text.ToString())));
    }

    [Fact]
    public async Task StudyFile_WithAFractionOfATrial_IsRefusedInWords() =>
        Assert.Contains("--trials must be a whole number below 2147483648. Got 3.5.", await CheckedAsync("trials: 3.5\n"u8.ToArray()));

    [Fact]
    public async Task StudyFile_NestedDeeply_IsRefused()
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000);

        Assert.Contains("is nested 32 deep at most. Line 1 is deeper", await CheckedAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task StudyFile_OfTwoDocuments_IsRefused() =>
        Assert.Contains("Got 2 documents.", await CheckedAsync("trials: 3\n---\ntrials: 4\n"u8.ToArray()));

    [Fact]
    public async Task StudyFile_InUtf16WithoutAMark_IsRefused() =>
        Assert.Contains("text in UTF-8", await CheckedAsync(Encoding.Unicode.GetBytes("trials: 3\n")));

    [Fact]
    public async Task StudyFile_WithoutAnEnd_IsReadNoFurtherThanTheLimit()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "needs a device that never ends");
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync("check /dev/zero");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("4 MiB of text at most", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nan", "finite number")]
    [InlineData("Infinity", "finite number")]
    [InlineData("inf", "finite number")]
    [InlineData("high", "Got 'high'")]
    public async Task Goal_ThatIsNoNumber_IsRefused(string goal, string said)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync($"run -n s -p x=1..3 --metric v --minimize -t 1 --goal {goal} -- true {{x}}");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>What is refused is said in the words of the command line, not in those of types in C#.</summary>
    [Theory]
    [InlineData("run -n s -p x=1..3 --metric v --minimize -t 1 -j 99999999999 -- true", "--jobs must be a whole number below 2147483648")]
    [InlineData("run -n s -p x=1..3 --metric v --minimize -t many -- true", "--trials must be a whole number below 2147483648. Got many.")]
    [InlineData("run -n '' -p x=1..3 --metric v --minimize -t 1 -- true", "The name of a study has a letter or more.")]
    [InlineData("ask -n '' -p x=1..3 --metric v --minimize", "The name of a study has a letter or more.")]
    [InlineData("check -n s -p x=0..1:log --metric v --minimize -t 1 -- true", "a range of whole numbers, as both its ends are; :float")]
    [InlineData("check -n s -p x=1..3 --metric v --minimize -t 1 --sampler tpee -- true", "'tpe'? Known: auto, brute_force, cmaes")]
    [InlineData("check -n s -p x=1..3 --metric v --minimize -t 1 --pruner 'median:{\"Direction\":7.5}' -- true", "The setting Direction")]
    public async Task WhatIsRefused_IsSaidInTheWordsOfTheCommandLine(string line, string said)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync([.. Trimtab.Tool.Programs.Grammar.CommandLineText.Split(line)]);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("grid", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASettingOfAPruner_IsAWord()
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync(
            [.. "check -n s -p x=1..3 --metric v --minimize --pruner".Split(' '), "median:{\"Direction\":\"Minimize\"}", "--", "true"]);

        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
    }

    [Theory]
    [InlineData("x=1..99999999999999999999", "64 bits. Got 99999999999999999999; write :float")]
    [InlineData("x=-9223372036854775809..0", "64 bits. Got -9223372036854775809; write :float")]
    public async Task Range_OfWholeNumbersBeyond64Bits_IsRefused(string range, string said)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync($"check -p {range} --metric v --minimize -t 1 -- true {{x}}");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await tool.RunAsync($"check -p {range}:float --metric v --minimize -t 1 -- true {{x}}")).Code);
    }

    [Theory]
    [InlineData("--timeout 99999d", "below 10000d")]
    [InlineData("--timeout 0s", "above zero")]
    [InlineData("--memory 99999999999999G", "below 1000000T")]
    public async Task Quantity_BeyondItsLimits_NamesThem(string option, string said)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync($"check -p x=1..3 --metric v --minimize -t 1 {option} -- true {{x}}");

        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_ThatIsEmpty_IsNotMadeByLooking()
    {
        using var tool = new ToolHost();
        string file = Path.Combine(tool.Folder, "empty.db");
        await File.WriteAllBytesAsync(file, [], Token);
        string link = Path.Combine(tool.Folder, "link.db"), target = Path.Combine(tool.Folder, "target.db");
        File.CreateSymbolicLink(link, target);

        foreach (string name in (string[])["empty.db", "link.db"])
        {
            var outcome = await tool.RunAsync($"studies -s {name}");

            Assert.Equal(ExitCode.Error, outcome.Code);
            Assert.Contains("There is no storage", outcome.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, new FileInfo(file).Length);
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Tell_OfNothing_SaysSo(string input)
    {
        using var tool = new ToolHost { Input = input };
        await tool.DoneAsync("ask -n s -p x=1..3 --metric loss --minimize");

        var outcome = await tool.RunAsync("tell -n s");

        Assert.Contains("Got nothing.", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hun ter2")]
    [InlineData("hun'ter2")]
    [InlineData("hun/ter2")]
    [InlineData("hun@ter2")]
    [InlineData("hunter2")]
    public async Task Doctor_OfAPasswordOfAnyLetters_DoesNotSayIt(string password)
    {
        using var tool = new ToolHost();
        tool.Variables[Options.StorageChoice.Variable] = $"postgresql://u:{password}@127.0.0.1:1/db";

        var outcome = await tool.RunAsync("doctor");

        Assert.DoesNotContain("hun", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.Contains("postgresql://u:…@127.0.0.1:1/db", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shell_OfATrialWithoutAParameter_UnsetsIt()
    {
        using var tool = new ToolHost();
        const string Ask = "ask -n s --shell -p opt=adam,sgd -p m=0.0..1.0 --when m:opt=sgd --metric loss --minimize";

        await tool.DoneAsync(Ask);
        await tool.DoneAsync("enqueue -n s opt=adam");
        await tool.DoneAsync("enqueue -n s opt=sgd m=0.5");

        Assert.Contains("unset TRIMTAB_PARAM_M", await tool.DoneAsync("ask -n s --shell"), StringComparison.Ordinal);
        string with = await tool.DoneAsync("ask -n s --shell");
        Assert.DoesNotContain("unset", with, StringComparison.Ordinal);
        Assert.Contains("TRIMTAB_PARAM_M=0.5", with, StringComparison.Ordinal);
    }

    private static async Task<string> CheckedAsync(byte[] file)
    {
        using var tool = new ToolHost();
        await File.WriteAllBytesAsync(Path.Combine(tool.Folder, "s.yaml"), file, Token);

        var outcome = await tool.RunAsync("check s.yaml");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        return outcome.Error;
    }
}

namespace Trimtab.Tool.Tests.Programs.Settings;

/// <summary>What init writes is what check takes, and what check takes can be started.</summary>
public sealed class DraftTests : IDisposable
{
    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--3d", "5")]
    [InlineData("--3d")]
    [InlineData("--a-b", "1", "--a_b", "2")]
    [InlineData("--a-b=1", "--A.B=2")]
    [InlineData("{print}", "--lr", "0.1")]
    [InlineData("--pattern", "{x}", "--n", "3")]
    [InlineData("--pattern={x}")]
    [InlineData("--text", "a\nb: {c} # d")]
    [InlineData("--list", "a,b", "--empty", "", "--quote", "it's \"so\"")]
    [InlineData("--range", "1..8", "--dots", "../x", "--true", "true", "--null", "null")]
    [InlineData("--seed", "7", "--trial", "3", "--dir", "out")]
    [InlineData("--big", "9223372036854775807", "--small", "5e-324", "--huge", "1e308", "--low", "-9223372036854775808")]
    [InlineData("--n=", "-x", "--", "--y")]
    [InlineData("--lr", "007", "--lr", "8", "--params.json", "p")]
    [InlineData("--größe", "3")]
    [InlineData("--x", "-1", "--y", "-0.5", "-z", "4")]
    public async Task ADraft_Checks(params string[] words)
    {
        Assert.Equal(0, await _tool.RunAsync("init", ["/bin/sh", .. words]));
        string file = _tool.Write("study.yaml", _tool.Output);

        int code = await _tool.RunAsync($"check {file}");

        Assert.True(code == 0, $"{_tool.Error}\n{await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)}");
    }

    /// <summary>The program is given no word that it may not know, and its data and seed stay.</summary>
    [Fact]
    public async Task ADraft_RunsAsItIs()
    {
        _tool.Write("data.txt", "");
        string[] words =
        [
            "/bin/sh", "-c", "echo \"$@\" >> calls; echo accuracy=1", "sh", "--data", "data.txt", "--seed", "7", "--out", "runs/a",
            "--device", "cuda:0", "--opt=adam", "--lr", "0.01", "--verbose", "--seed=8",
        ];
        Assert.Equal(0, await _tool.RunAsync("init", words));
        Assert.Contains("  opt: fixed:adam # now adam; several: [this, that]", _tool.Output, StringComparison.Ordinal);
        string file = _tool.Write("study.yaml", _tool.Output);

        Assert.True(await _tool.RunAsync($"run {file} -t 5") == 0, _tool.Error);

        string[] calls = await File.ReadAllLinesAsync(_tool.PathOf("calls"), TestContext.Current.CancellationToken);
        Assert.Equal(5, calls.Length);
        Assert.All(calls, call => Assert.Matches(
            "^--data data.txt --seed 7 --out runs/a --device cuda:0 --opt=adam --lr [0-9.e-]+( --verbose)? --seed=8$", call));
    }

    /// <summary>What stands before -- is a study's file, and a program that is put there is no YAML.</summary>
    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("check")]
    public async Task AProgramWithoutDashes_IsToldWhereItStands(string verb)
    {
        string file = _tool.Write("train.py", "import sys\nprint(f\"a: {sys.argv[1]}\")\nx: int = 3\n");

        Assert.Equal(2, await _tool.RunAsync($"{verb} {file}"));

        Assert.Contains($"the words of a program stand behind --, as -- {file}", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p exe=/bin/true,/bin/false", "{exe}")]
    [InlineData("-p exe=true,false", "/bin/{exe}")]
    [InlineData("-p n=1..3", "{dir}/prog{n}")] // not known before a trial
    public async Task TheFirstWord_MayBeAParameter(string space, string word)
    {
        int code = await _tool.RunAsync($"check {space} -p m=1..2 --from time", word, "{m}", space[3] == 'n' ? "{n}" : "x");
        Assert.True(code == 0, _tool.Error);
    }

    [Fact]
    public async Task EveryProgramThatTheFirstWordMayBe_IsThere()
    {
        Assert.Equal(2, await _tool.RunAsync("check -p exe=/bin/true,/bin/no-such --from time", "{exe}"));
        Assert.Contains("'/bin/no-such'", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("run -n e -p exe=/bin/true,/bin/sh --from time -t 2 --sampler brute_force", "{exe}"));
    }

    [Theory]
    [InlineData("-p exe=/bin/true,/bin/sh -p a=1,2 --when exe:a=1")]
    [InlineData("-p exe=flag -p a=1,2")]
    public async Task TheFirstWord_AlwaysApplies(string space)
    {
        Assert.Equal(2, await _tool.RunAsync($"check {space} --from time", "{exe}", "{a}"));
        Assert.Contains("'exe'", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("check")]
    public async Task AMistypedOption_HasOneMessage(string verb)
    {
        const string Message = "No option is called 'trails'. Did you mean 'trials'?";
        Assert.Equal(2, await _tool.RunAsync($"{verb} --trails 5"));
        Assert.Contains(Message, _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _tool.RunAsync($"{verb} --trails 5 -p n=1..9 --from time", "true", "{n}"));
        Assert.Contains(Message, _tool.Error, StringComparison.Ordinal);
        Assert.Contains($"Help: trimtab {verb} --help", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best --columsn x", "Did you mean 'columns'?")]
    [InlineData("worker s --jbos 3", "Did you mean 'jobs'?")]
    [InlineData("trials --topp=3", "Did you mean 'top'?")]
    public async Task AMistypedOptionOfAnyVerb_NamesTheNearest(string line, string message)
    {
        Assert.Equal(2, await _tool.RunAsync(line));
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }
}

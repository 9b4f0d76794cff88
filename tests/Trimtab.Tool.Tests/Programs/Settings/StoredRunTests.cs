using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs.Settings;

/// <summary>What is kept with a study is what was said, and it is the study's in which it is found.</summary>
public sealed class StoredRunTests : IDisposable
{
    private static readonly string[] _score = ["/bin/sh", "-c", "echo score=$0", "{n}"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Copy_IsEvaluatedItself()
    {
        await DoneAsync("run -n b -p n=1..90 --metric score --maximize -t 1", _score);
        await DoneAsync("copy -n b --as b2");

        await DoneAsync("worker b2 -t 2");
        await DoneAsync("run -n b2 -t 3");
        await DoneAsync("ask -n b2");

        Assert.Equal((1, 4), (Count("b"), Count("b2")));
    }

    [Fact]
    public async Task RenamedStudy_GoesOn()
    {
        await DoneAsync("run -n b -p n=1..90 --metric score --maximize -t 1", _score);
        using (var storage = Storage())
        {
            new StudyCatalog(storage).Rename("b", "c");
        }

        await DoneAsync("worker c -t 2");
        await DoneAsync("run -n c -t 3");

        Assert.Equal(3, Count("c"));
        using var after = Storage();
        Assert.Null(after.FindStudy("b"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("-n")]
    public async Task Name_IsTextWhateverItLooksLike(string name)
    {
        await DoneAsync($"run --name={name} -p n=1..90 --from time -t 1", "true", "{n}");
        await DoneAsync($"run --name={name} -p n=1..90 --from time -t 2", "true", "{n}");
        await DoneAsync($"run --name={name} -t 3");

        Assert.Equal(3, Count(name));
    }

    [Fact]
    public async Task ProgramCalledTrue_GoesOn()
    {
        await DoneAsync("run -p n=1..90 --from time -t 1", "true", "{n}");
        await DoneAsync("run -p n=1..90 --from time -t 2", "true", "{n}");
        await DoneAsync("worker true -t 3");

        Assert.Equal(3, Count("true"));
    }

    [Theory]
    [InlineData("name: 'true'\n", "true")]
    [InlineData("name: -n\n", "-n")]
    [InlineData("name: 'false'\nreproducible: true\n", "false")]
    [InlineData("name: x\nreproducible: false\n", "x")]
    public async Task File_SaysWhatItSays(string lines, string name)
    {
        string file = _tool.Write("s.yaml", lines
            + "parameters: {n: 1..9}\nmetrics: [{from: time}]\nshell: 'echo {n}; true'\ntrials: 1\n");

        await DoneAsync($"run {file}");

        Assert.Equal(1, Count(name));
    }

    [Theory]
    [InlineData("storage: a.db", "storage")]
    [InlineData("trails: 5", "Did you mean 'trials'?")]
    [InlineData("id: x", "id")]
    [InlineData("reproducible: perhaps", "perhaps")]
    [InlineData("metrics: [{direction: maximize}]", "name")]
    public async Task File_WithAnUnknownKey_IsRefused(string line, string message)
    {
        string file = _tool.Write("s.yaml", $"name: x\nparameters: {{n: 1..9}}\ncommand: [echo, '{{n}}']\n{line}\n");

        Assert.Equal(2, await _tool.RunAsync($"check {file}"));
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MetricsOfAFile_AreApartThoughOneHasNoName()
    {
        string file = _tool.Write("s.yaml",
            "name: x\nparameters: {n: 1..9}\ncommand: [echo, '{n}']\nmetrics: [{name: acc, direction: maximize}, {from: time}]\n");

        await DoneAsync($"check {file}");

        Assert.Contains("metric acc: maximize, last of stdout", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("metric time: minimize, last of time", _tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpaceOfTheCommandLine_ReplacesTheStoredOne()
    {
        string[] both = ["/bin/sh", "-c", "echo score=1", "sh", "{a}", "{b}"];
        await DoneAsync("run -n f -p a=1..9 -p b=1..9 -p c=1..9 --when c:b=1 --metric score --maximize -t 1", [.. both, "{c}"]);
        string[] one = ["/bin/sh", "-c", "echo score=1", "sh", "{a}"];

        Assert.Equal(2, await _tool.RunAsync("run -n f -p a=1..9 -t 2", one));
        Assert.Contains("parameter b 1..9, now without", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("conditions c:b=1, now without", _tool.Error, StringComparison.Ordinal);
        await DoneAsync("run -n f -p a=1..9 -t 2 --extend", one);
        await DoneAsync("run -n f -t 3");

        Assert.DoesNotContain("b:", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(3, Count("f"));
    }

    [Fact]
    public async Task ParametersOfAFile_AreJoinedByName()
    {
        string file = _tool.Write("s.yaml",
            "name: x\nparameters: {n: 1..9, m: 1..9}\ncommand: [echo, '{n}', '{m}']\nmetrics: [{from: time}]\n");

        await DoneAsync($"check {file} -p n=2..3");
        Assert.Contains("n: int 2 to 3", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("m: int 1 to 9", _tool.Output, StringComparison.Ordinal);
        Assert.Equal(2, await _tool.RunAsync($"check {file} -p n=2..3 -p n=2..4"));
        Assert.Contains("given once", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reproducible_CanBeTakenBack()
    {
        await DoneAsync("run -n r -p n=1..90 --metric score --maximize -t 1 --reproducible", _score);
        Assert.Equal(2, await _tool.RunAsync("worker r -t 2"));
        Assert.Contains("--reproducible", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _tool.RunAsync("ask -n r"));

        await DoneAsync("run -n r -t 2 --reproducible false --extend");
        await DoneAsync("worker r -t 3");

        Assert.Equal(3, Count("r"));
    }

    private StudyStorage Storage() => StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");

    private int Count(string study)
    {
        using var storage = Storage();
        return new StudyCatalog(storage).Read(study).Trials.Count;
    }

    private async Task DoneAsync(string words, params string[] program)
    {
        int code = await _tool.RunAsync(words, program);
        Assert.True(code == 0, $"{words}: {code}\n{_tool.Error}");
    }
}

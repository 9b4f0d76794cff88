namespace Trimtab.Tool.Tests.Programs;

/// <summary>
/// Another attempt of a trial gets the same arguments to the byte, those with a condition too, whatever has ended in between.
/// </summary>
public sealed class RetriedArgumentTests : IDisposable
{
    private const string Command = "trimtab run -n s -p opt=adam,sgd -p m=0.0..0.9 --when m:opt=sgd --metric score --maximize "
        + "--sampler 'tpe:{\"StartupTrials\": 4}' -t {0} -- sh p.sh '{opt}' '{m}'";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AfterTheToolWasKilled_AndOthersHaveEnded_TheyAreTheSame()
    {
        // The program of trial 18 kills the tool at its first attempt; the mark of the run begins with its number.
        Write("p.sh", """
            echo "$@" >> calls.$TRIMTAB_TRIAL
            if [ $TRIMTAB_TRIAL = 18 ] && [ ! -e again ]; then touch again; kill -9 ${TRIMTAB_RUN%%-*}; sleep 1000; fi
            echo score=${2:-0.1}
            """);
        await DoneAsync(Of(12));
        for (int i = 12; i < 18; i++)
        {
            await DoneAsync("trimtab ask -n s"); // evaluated elsewhere meanwhile
        }

        await DoneAsync("trimtab enqueue -n s opt=sgd");
        Assert.NotEqual(0, (await ToolProcess.RunAsync(_folder.FullName, Of(13))).ExitCode);
        for (int i = 12; i < 18; i++)
        {
            await DoneAsync(Invariant($"trimtab tell -n s {i} {i}"));
        }

        await DoneAsync(Of(19));

        string[] calls = await File.ReadAllLinesAsync(
            Path.Combine(_folder.FullName, "calls.18"), TestContext.Current.CancellationToken);
        Assert.Equal(2, calls.Length);
        Assert.StartsWith("sgd 0.", calls[0], StringComparison.Ordinal);
        Assert.Equal(calls[0], calls[1]);
    }

    [Fact]
    public async Task WhatWasAskedFor_IsTheSameWhenItIsAskedForAgain()
    {
        using var tool = new ToolHost();
        const string Ask =
            "ask -n s -p opt=adam,sgd -p m=0.0..0.9 --when m:opt=sgd --metric score --maximize --sampler tpe:{\"StartupTrials\":4}";
        for (int i = 0; i < 20; i++)
        {
            await tool.RunAsync(Ask.Split(' '));
        }

        for (int i = 0; i < 12; i++)
        {
            await tool.DoneAsync(Invariant($"tell -n s {i} {i % 5}"));
        }

        await tool.DoneAsync("enqueue -n s opt=sgd");
        var first = (await tool.RunAsync("ask -n s")).Json.Single();
        for (int i = 12; i < 20; i++)
        {
            await tool.DoneAsync(Invariant($"tell -n s {i} {i}"));
        }

        await tool.DoneAsync("retry -n s 20");
        var again = (await tool.RunAsync("ask -n s")).Json.Single();

        Assert.Equal((20, 1), ((int)again["number"]!, (int)again["attempt"]!));
        Assert.Equal(first["params"]!.ToJsonString(), again["params"]!.ToJsonString());
        Assert.NotNull(again["params"]!["m"]);
    }

    private static string Of(int trials) => Command.Replace("{0}", Invariant($"{trials}"), StringComparison.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private async Task DoneAsync(string line)
    {
        var (code, _, errors) = await ToolProcess.RunAsync(_folder.FullName, line);
        Assert.True(code == 0, $"{line}\n{errors}");
    }
}

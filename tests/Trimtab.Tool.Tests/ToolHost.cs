using System.CommandLine.Parsing;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>The tool in this process, with a folder of its own as the current one.</summary>
internal sealed class ToolHost : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab-tool");

    /// <summary>The current folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Environment variables: where programs are, and no more.</summary>
    public Dictionary<string, string> Variables { get; } = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

    /// <summary>Whether output and input are a terminal.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; set; } = 80;

    /// <summary>What is on standard input.</summary>
    public string Input { get; set; } = "";

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Signals.</summary>
    public Interruption Interruption { get; } = new();

    /// <summary>The default storage of this folder.</summary>
    public StudyStorage OpenStorage() => StudyStorage.Open($"sqlite:{Path.Combine(Folder, "trimtab.db")}");

    /// <summary>Runs a command line as a shell would split it, without the word <c>trimtab</c>.</summary>
    public Task<ToolOutcome> RunAsync(string line) => RunAsync([.. CommandLineParser.SplitCommandLine(line)]);

    /// <summary>Runs words.</summary>
    public async Task<ToolOutcome> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await TrimtabTool.RunAsync(args, new()
        {
            Input = new StringReader(Input),
            Output = TextWriter.Synchronized(output), // trials end on several threads
            Error = TextWriter.Synchronized(error),
            IsInputTerminal = IsTerminal,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            Width = () => Width,
            Variables = Variables,
            Folder = Folder,
            Time = Time,
            Interruption = Interruption,
        });
        return new((ExitCode)code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must end well, and returns what it prints.</summary>
    public async Task<string> DoneAsync(string line)
    {
        var outcome = await RunAsync(line);
        Assert.True(outcome.Code == ExitCode.Done, $"trimtab {line}: {outcome.Code}\n{outcome.Error}");
        return outcome.Output;
    }

    /// <summary>A study "bowl" of one objective, with a trial for each value; NaN fails.</summary>
    public async Task<ToolHost> WithBowlAsync(params double[] values)
    {
        using var storage = OpenStorage();
        var study = Study.Open(storage, new() { Name = "bowl", Objectives = [new("loss")] });
        await study.OptimizeAsync(
            trial =>
            {
                trial.SuggestFloat("x", 0, 100);
                trial.SuggestCategorical("c", ["a", "b"]);
                return double.IsNaN(values[trial.Number]) ? throw new InvalidOperationException("It broke.") : values[trial.Number];
            },
            trials: values.Length);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interruption.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

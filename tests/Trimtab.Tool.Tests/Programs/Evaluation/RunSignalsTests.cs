using System.Diagnostics;
using System.Text;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Evaluation;

/// <summary>A program that ignores SIGTERM, on a terminal; pipes say how far it is.</summary>
public sealed class RunSignalsTests : IDisposable
{
    private const string Show = "\e[?25h", Hide = "\e[?25l"; // the cursor

    private readonly ToolFolder _tool = new();
    private readonly WatchedWriter _error = new();
    private readonly MemoryStorage _storage = new();
    private Study? _study;

    public void Dispose()
    {
        _error.Dispose();
        _storage.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public async Task TheFirstSignalIsAnswered_AndTheSecondLeavesTheTerminalAsItWas()
    {
        using var fifos = Process.Start("mkfifo", [_tool.PathOf("ready")]);
        await fifos.WaitForExitAsync(TestContext.Current.CancellationToken);
        var running = RunAsync("trap '' TERM; echo > ready; sleep 1000");
        await File.ReadAllTextAsync(_tool.PathOf("ready"), TestContext.Current.CancellationToken);

        _tool.Interruption.Raise(2);
        await _error.Has("Ending 1 program, for 10.0 s at most; Ctrl-C again kills what is left.");
        _tool.Interruption.Raise(2);

        string text = _error.Text; // when the second one has been taken note of, what ignores SIGTERM is killed
        Assert.True(text.LastIndexOf(Show, StringComparison.Ordinal) > text.LastIndexOf(Hide, StringComparison.Ordinal), text);
        Assert.True(_tool.Interruption.IsAwaited);
        Assert.Equal(130, (int)await running);
        Assert.Equal(TrialState.Waiting, Assert.Single(_study!.Trials).State);
    }

    /// <summary>The first SIGTERM drains a worker; at the second its programs end in their grace, and their trials are put back.</summary>
    [Fact]
    public async Task TheSecondSignal_PutsTheTrialsOfAWorkerBack()
    {
        const string Program = "test $TRIMTAB_TRIAL = 0 && echo score=1 && exit; trap 'sleep 0.2; echo x > clean; exit 1' TERM; "
            + "echo > ready; sleep 1000 & wait; : {n}";
        Assert.Equal(0, await _tool.RunAsync("run -n study -p n=1..9 --metric score --maximize -t 1", "/bin/sh", "-c", Program));
        using var fifos = Process.Start("mkfifo", [_tool.PathOf("ready")]);
        await fifos.WaitForExitAsync(TestContext.Current.CancellationToken);
        var running = _tool.RunAsync("worker study -t 2");
        await File.ReadAllTextAsync(_tool.PathOf("ready"), TestContext.Current.CancellationToken);

        Assert.True(_tool.Interruption.Raise(15));
        Assert.False(running.IsCompleted);
        Assert.True(_tool.Interruption.Raise(15));

        Assert.Equal(143, await running);
        Assert.True(File.Exists(_tool.PathOf("clean")));
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        Assert.Equal(
            [TrialState.Complete, TrialState.Waiting],
            storage.ReadTrials(storage.ReadStudies()[0].Id, -1, []).Select(trial => trial.State));
    }

    [Fact]
    public async Task WithoutAProgram_NothingIsSaid()
    {
        _tool.Interruption.Raise(2);

        Assert.Equal(130, (int)await RunAsync("exit"));

        Assert.DoesNotContain("Ending", _error.Text, StringComparison.Ordinal);
    }

    private Task<ExitCode> RunAsync(string script)
    {
        var options = new RunOptions();
        string[] words = ["-p", "n=1..9", "--metric", "score", "--maximize", "-t", "1", "--", "/bin/sh", "-c", $"{script}; : {{n}}"];
        var settings = new RunReader(new(options, [options.Parse(words)], null), "study", _tool.PathOf()).Read();
        var context = new ToolContext
        {
            Input = TextReader.Null,
            Output = TextWriter.Null,
            Error = TextWriter.Synchronized(_error),
            IsErrorTerminal = true,
            Folder = _tool.PathOf(),
            Variables = _tool.Variables,
            Interruption = _tool.Interruption,
        };
        var token = _tool.Interruption.Token;
        _study = Study.Open(_storage, settings.Study.Options(TimeProvider.System));
        return new RunSession(settings, _study, _storage, context).RunAsync(token, token, _tool.Interruption.Urgent);
    }

    /// <summary>Text, and a task that ends when it has some.</summary>
    private sealed class WatchedWriter : TextWriter
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();
        private readonly TaskCompletionSource _has = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _awaited;

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (_gate)
                {
                    return _text.ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_gate)
            {
                _text.Append(value);
                Check();
            }
        }

        public Task Has(string text)
        {
            lock (_gate)
            {
                _awaited = text;
                Check();
                return _has.Task;
            }
        }

        private void Check()
        {
            if (_awaited is not null && _text.ToString().Contains(_awaited, StringComparison.Ordinal))
            {
                _has.TrySetResult();
            }
        }
    }
}

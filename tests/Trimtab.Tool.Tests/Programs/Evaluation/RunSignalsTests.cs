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

    public void Dispose()
    {
        _error.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public async Task TheFirstSignalIsAnswered_AndTheSecondLeavesTheTerminalAsItWas()
    {
        using var fifos = Process.Start("mkfifo", [_tool.PathOf("ready"), _tool.PathOf("go")]);
        await fifos.WaitForExitAsync(TestContext.Current.CancellationToken);
        var running = RunAsync("trap '' TERM; echo > ready; read line < go");
        await File.ReadAllTextAsync(_tool.PathOf("ready"), TestContext.Current.CancellationToken);

        _tool.Interruption.Raise(2);
        await _error.Has("Ending 1 program, for 10.0 s at most; Ctrl-C again kills what is left.");
        _tool.Interruption.Raise(2);

        string text = _error.Text; // when the second one has been taken note of, the process ends
        Assert.True(text.LastIndexOf(Show, StringComparison.Ordinal) > text.LastIndexOf(Hide, StringComparison.Ordinal), text);
        Assert.True(_tool.Interruption.IsAwaited);
        using var go = new FileStream(_tool.PathOf("go"), FileMode.Open, FileAccess.ReadWrite);
        go.Write("x\n"u8);
        await go.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, (int)await running);
    }

    [Fact]
    public async Task WithoutAProgram_NothingIsSaid()
    {
        _tool.Interruption.Raise(2);

        Assert.Equal(130, (int)await RunAsync("exit"));

        Assert.DoesNotContain("Ending", _error.Text, StringComparison.Ordinal);
    }

    private async Task<ExitCode> RunAsync(string script)
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
        using var storage = new MemoryStorage();
        var study = Study.Open(storage, settings.Study.Options(TimeProvider.System));
        return await new RunSession(settings, study, storage, context).RunAsync(token, token);
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

using System.Collections.Concurrent;
using Spectre.Console;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>Lines at the bottom of a terminal that change four times a second; what failed stays above them. Thread-safe.</summary>
internal sealed class LiveScreen : RunScreen
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TrialLine _line;
    private readonly LiveText _text;
    private readonly RunBoard _board;
    private readonly ToolContext _context;
    private readonly Task _loop;

    public LiveScreen(RunSettings settings, Study study, RunBoard board, ToolContext context)
    {
        (_board, _context, _line, _text) = (board, context, new(settings, study), new(settings, study, context.Time));
        _loop = context.ErrorScreen.Live(new Text("")).AutoClear(true).StartAsync(ShowAsync);
    }

    /// <inheritdoc/>
    public override void Ended(Trial trial)
    {
        if (trial.State == TrialState.Failed)
        {
            Say(_line.Of(trial, ""));
        }
    }

    /// <inheritdoc/>
    public override void Say(string sentence) => _said.Enqueue(sentence);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _end.TrySetResult();
        _loop.GetAwaiter().GetResult();
        base.Dispose();
    }

    private async Task ShowAsync(LiveDisplayContext display)
    {
        while (true)
        {
            while (_said.TryDequeue(out string? sentence))
            {
                _context.ErrorScreen.Write(new AboveLive(sentence));
            }

            var lines = _text.Lines(_board.View(), _context.Width(), _context.Height());
            display.UpdateTarget(new Rows(lines.Select(line => new Text(line).Overflow(Overflow.Ellipsis))));
            if (_end.Task.IsCompleted && _said.IsEmpty)
            {
                return;
            }

            await Task.WhenAny(_end.Task, Task.Delay(_period, _context.Time, CancellationToken.None)).ConfigureAwait(false);
        }
    }
}

using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>
/// Shows a run while it goes on: a live screen on a terminal that can move its cursor, else a line for each trial. Thread-safe.
/// </summary>
internal abstract class RunScreen : IDisposable
{
    /// <summary>Begins the one that fits where the errors go.</summary>
    public static RunScreen Begin(RunSettings settings, Study study, RunBoard board, ToolContext context) =>
        context.HasLiveErrors ? new LiveScreen(settings, study, board, context) : new PlainScreen(settings, study, board, context);

    /// <summary>Shows that a trial has ended.</summary>
    public abstract void Ended(Trial trial);

    /// <summary>Shows a sentence.</summary>
    public abstract void Say(string sentence);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}

namespace Trimtab.Tool;

/// <summary>Exit code of the process. A program that a signal n has stopped returns 128 + n: <see cref="ExitCodes.OfSignal"/>.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>The command could not be done; the reason is one line on the error output.</summary>
    Error = 1,

    /// <summary>The command line is wrong; nothing was done.</summary>
    Usage = 2,

    /// <summary>All trials have failed or were pruned: there is no best one.</summary>
    NoTrialSucceeded = 3,

    /// <summary>The trials are there, but the goal that the command line names was not reached.</summary>
    GoalNotReached = 4,
}

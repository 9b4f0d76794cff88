namespace Trimtab.Sql;

/// <summary>The words that Optuna's columns hold for states, directions and special numbers.</summary>
internal static class SqlNames
{
    /// <summary>Word of a state.</summary>
    public static string Of(TrialState state) => state switch
    {
        TrialState.Waiting => "WAITING",
        TrialState.Running => "RUNNING",
        TrialState.Complete => "COMPLETE",
        TrialState.Pruned => "PRUNED",
        TrialState.Failed => "FAIL",
        _ => throw new InvalidOperationException($"A storage has no state {state}."),
    };

    /// <summary>The state of a word.</summary>
    /// <exception cref="TrimtabException">There is no such state.</exception>
    public static TrialState StateOf(string word) => word switch
    {
        "WAITING" => TrialState.Waiting,
        "RUNNING" => TrialState.Running,
        "COMPLETE" => TrialState.Complete,
        "PRUNED" => TrialState.Pruned,
        "FAIL" => TrialState.Failed,
        _ => throw new TrimtabException($"A trial's state must be WAITING, RUNNING, COMPLETE, PRUNED or FAIL. Got '{word}'."),
    };

    /// <summary>Word of a direction.</summary>
    public static string Of(Direction direction) => direction == Direction.Maximize ? "MAXIMIZE" : "MINIMIZE";

    /// <summary>The direction of a word.</summary>
    /// <exception cref="TrimtabException">There is no such direction.</exception>
    public static Direction DirectionOf(string word) => word switch
    {
        "MAXIMIZE" => Direction.Maximize,
        "MINIMIZE" or "NOT_SET" => Direction.Minimize,
        _ => throw new TrimtabException($"A direction must be MINIMIZE or MAXIMIZE. Got '{word}'."),
    };

    /// <summary>Word of the kind of a number.</summary>
    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "INF_POS",
        double.NegativeInfinity => "INF_NEG",
        double.NaN => "NAN",
        _ => "FINITE",
    };

    /// <summary>A number as it is stored: null unless it is finite.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>The number that a column and the word beside it hold.</summary>
    /// <exception cref="TrimtabException">There is no such kind, or a finite number is missing.</exception>
    public static double Number(double? value, string word) => (word, value) switch
    {
        ("INF_POS", _) => double.PositiveInfinity,
        ("INF_NEG", _) => double.NegativeInfinity,
        ("NAN", _) => double.NaN,
        ("FINITE", { } finite) => finite,
        _ => throw new TrimtabException($"A stored number must be FINITE with a value, INF_POS, INF_NEG or NAN. Got {word}."),
    };
}

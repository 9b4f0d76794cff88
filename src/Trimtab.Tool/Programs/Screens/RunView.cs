using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>How a run stands at one moment.</summary>
/// <param name="Running">The trials that are evaluated here, by number.</param>
/// <param name="Counts">How many trials have ended here, by state.</param>
/// <param name="Warnings">Sentences that are printed at the end.</param>
/// <param name="Elapsed">Since the run began.</param>
internal sealed record RunView(
    IReadOnlyList<RunningTrial> Running, IReadOnlyDictionary<TrialState, int> Counts, IReadOnlyList<string> Warnings, TimeSpan Elapsed)
{
    /// <summary>Whether any trial has reported a value here.</summary>
    public bool HasReports { get; init; }

    /// <summary>How many trials have ended here.</summary>
    public int Ended => Counts.Values.Sum();
}

/// <summary>A trial under evaluation.</summary>
/// <param name="Number">Number of the trial.</param>
/// <param name="Values">Parameters of the trial.</param>
/// <param name="Began">When it began, as a timestamp of the clock.</param>
/// <param name="Reports">The metric as it was reported last: at most <see cref="MostReports"/> values.</param>
internal sealed record RunningTrial(int Number, ParameterSet Values, long Began, List<double> Reports)
{
    /// <summary>How many reports are kept: as many as a curve on the screen has letters.</summary>
    public const int MostReports = 16;
}

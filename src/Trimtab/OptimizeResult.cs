using Trimtab.Studies;

namespace Trimtab;

/// <summary>The outcome of one <c>OptimizeAsync</c>: why it stopped, and the best trial then. Immutable.</summary>
/// <param name="Reason">Reason to stop.</param>
/// <param name="Message">The reason as a clause, with its numbers.</param>
/// <param name="BestTrial">
/// The study's best trial; <see langword="null"/> if none has completed, all violate a constraint, or there are several objectives.
/// </param>
public sealed record OptimizeResult(StopReason Reason, string Message, Trial? BestTrial)
{
    private string _outcome = BestTrial is null ? "No trial has completed." : $"Best: {BestTrial}";

    /// <summary>
    /// Warnings on the trials that were asked for, such as that every combination of a finite space had been tried before. Mostly empty;
    /// <see cref="Study.Warnings"/> has those on single trials.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init => field = Setting.Required(value); } = [];

    /// <summary>The reason, what was found and the warnings, for people.</summary>
    public override string ToString() => string.Join(' ', [$"Stopped: {Message}. {_outcome}", .. Warnings]);

    /// <summary>The outcome of a study as it stands now.</summary>
    internal static OptimizeResult Of(Study study, StopReason reason, string message) =>
        new(reason, message, study.Options.Objectives.Count == 1 ? study.BestTrial : null)
        {
            _outcome = OutcomeOf(study),
            Warnings = [.. new[] { study.Source.Warning }.OfType<string>()],
        };

    private static string OutcomeOf(Study study)
    {
        if (study.Options.Objectives.Count > 1)
        {
            return $"The Pareto front has {InvariantText.Count(study.ParetoFront.Count, "trial")}.";
        }

        if (study.BestTrial is { } best)
        {
            return $"Best: {best}";
        }

        int completed = study.Trials.Completed.Count();
        return completed > 0
            ? $"No trial is feasible: {InvariantText.Count(completed, "completed trial")}, and each violates a constraint."
            : $"No trial has completed{StateCounts.Of(study.Trials, ": ")}.";
    }
}

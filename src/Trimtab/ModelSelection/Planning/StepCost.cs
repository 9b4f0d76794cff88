namespace Trimtab.ModelSelection.Planning;

/// <summary>
/// Seconds a row takes: in an epoch of training, at best, as a rule and at worst; and in scoring. And seconds a training takes to begin.
/// </summary>
internal readonly record struct StepCost(double Low, double Expected, double High, double Score, double Start)
{
    private const double Unsure = 2; // either way, of what was timed once: it has no spread of its own

    /// <summary>Of several timings of an epoch, of which one alone may be off by a factor of two.</summary>
    /// <param name="timings">One or more, rising.</param>
    /// <param name="score">Seconds a row takes in scoring.</param>
    /// <param name="start">Seconds a training takes to begin.</param>
    public static StepCost Of(ReadOnlySpan<double> timings, double score, double start) => timings.Length == 1
        ? new(timings[0] / Unsure, timings[0], timings[0] * Unsure, score, start)
        : new(timings[0], timings[timings.Length / 2], timings[^1], score, start);

    /// <summary>All of it by a factor.</summary>
    public StepCost Times(double factor) => new(Low * factor, Expected * factor, High * factor, Score * factor, Start * factor);

    /// <summary>The mean of several.</summary>
    public static StepCost Mean(IReadOnlyCollection<StepCost> costs) => costs.Count == 0
        ? default
        : new(costs.Average(cost => cost.Low), costs.Average(cost => cost.Expected), costs.Average(cost => cost.High),
            costs.Average(cost => cost.Score), costs.Average(cost => cost.Start));
}

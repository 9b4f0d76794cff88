namespace Trimtab.ModelSelection.Planning;

/// <summary>Seconds a row takes: in an epoch of training, at best, as a rule and at worst; and in scoring.</summary>
internal readonly record struct StepCost(double Low, double Expected, double High, double Score)
{
    /// <summary>All of it by a factor.</summary>
    public StepCost Times(double factor) => new(Low * factor, Expected * factor, High * factor, Score * factor);

    /// <summary>The mean of several.</summary>
    public static StepCost Mean(IReadOnlyCollection<StepCost> costs) => costs.Count == 0
        ? default
        : new(costs.Average(cost => cost.Low), costs.Average(cost => cost.Expected),
            costs.Average(cost => cost.High), costs.Average(cost => cost.Score));
}

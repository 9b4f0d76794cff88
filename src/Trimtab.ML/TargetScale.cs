using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>Mean and deviation of the targets of some rows, by their weights; the deviation is 1 where all are the same.</summary>
internal readonly record struct TargetScale(double Mean, double Deviation)
{
    /// <summary>The scale of rows with one target each.</summary>
    public static TargetScale Of(Dataset data)
    {
        double[] targets = data.Labels();
        var weights = data.Weights ?? Enumerable.Repeat(1.0, targets.Length);
        double sum = weights.Sum();
        double mean = targets.Zip(weights, (target, weight) => target * weight).Sum() / sum;
        double deviation = Math.Sqrt(targets.Zip(weights, (target, weight) => weight * (target - mean) * (target - mean)).Sum() / sum);
        return double.IsFinite(mean) ? new(mean, deviation > 0 && double.IsFinite(deviation) ? deviation : 1) : new(0, 1);
    }

    /// <summary>The rows with scaled targets.</summary>
    public Dataset Applied(Dataset data)
    {
        var (mean, deviation) = this;
        return data.WithTargets([.. data.Labels().Select(target => (target - mean) / deviation)]);
    }
}

namespace Trimtab.Networks;

/// <summary>The same rate at every step.</summary>
/// <param name="Rate">Above 0, finite.</param>
[Named("constant")]
public sealed record ConstantRate(double Rate) : LearningRate
{
    /// <summary>Above 0, finite.</summary>
    public double Rate { get; } = Setting.Above(Rate, 0);

    /// <inheritdoc/>
    public override double At(long step) => Rate;
}

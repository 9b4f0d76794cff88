namespace Trimtab.Networks;

/// <summary>The same rate at every step.</summary>
/// <param name="Rate">Above 0, finite.</param>
public sealed record ConstantRate(double Rate) : LearningRate
{
    /// <summary>Above 0, finite.</summary>
    public double Rate { get; } = Rate > 0 && double.IsFinite(Rate)
        ? Rate
        : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "A learning rate must be above 0 and finite.");

    /// <inheritdoc/>
    public override double At(long step) => Rate;
}

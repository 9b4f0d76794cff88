namespace Trimtab.Networks;

/// <summary>A constant learning rate.</summary>
/// <param name="Rate">The rate, above 0, finite.</param>
[Named("constant")]
public sealed record ConstantRate(double Rate) : LearningRate
{
    /// <summary>The rate, above 0, finite.</summary>
    public double Rate { get; } = Setting.Above(Rate, 0);

    /// <inheritdoc/>
    public override double At(long step) => Rate;
}

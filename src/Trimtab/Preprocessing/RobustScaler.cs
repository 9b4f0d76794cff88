using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Preprocessing;

/// <summary>
/// Scales each feature by its median and the range between two quantiles, which outliers do not move. Missing values are left out and stay
/// missing.
/// </summary>
/// <remarks>
/// As scikit-learn's; quantiles are interpolated linearly.
/// <code>
/// var scaled = new RobustScaler { LowQuantile = 10, HighQuantile = 90 }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("robust_scaler")]
public sealed record RobustScaler : Transformer
{
    /// <summary>Whether the median is subtracted. Default: yes.</summary>
    public bool WithCentering { get; init; } = true;

    /// <summary>Whether the result is divided by the range between the quantiles. Default: yes.</summary>
    public bool WithScaling { get; init; } = true;

    /// <summary>The lower quantile, in percent, from 0 to below <see cref="HighQuantile"/>. Default 25.</summary>
    public double LowQuantile { get; init => field = Setting.Between(value, 0, 100); } = 25;

    /// <summary>The upper quantile, in percent, up to 100. Default 75.</summary>
    public double HighQuantile { get; init => field = Setting.Between(value, 0, 100); } = 75;

    /// <summary>
    /// Whether the scale is that of a normal distribution, so that such a feature has a variance of 1; the quantiles must be above 0 and
    /// below 100 then. Default: no.
    /// </summary>
    public bool UnitVariance { get; init; }

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">The quantiles are in the wrong order, or none of a normal distribution.</exception>
    public override void CheckSettings()
    {
        if (LowQuantile >= HighQuantile)
        {
            throw new TrimtabException(Invariant($"LowQuantile must be below HighQuantile ({HighQuantile}). Got {LowQuantile}."));
        }

        if (UnitVariance && !double.IsFinite(NormalRange))
        {
            throw new TrimtabException("With UnitVariance, LowQuantile must be above 0 and HighQuantile below 100. "
                + Invariant($"Got {LowQuantile} and {HighQuantile}."));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">A column has texts.</exception>
    public override void Check(Dataset data) => data.RequireQuantities(nameof(RobustScaler));

    private double NormalRange => Normal.Quantile(HighQuantile / 100) - Normal.Quantile(LowQuantile / 100);

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        double[] center = new double[data.FeatureLength], scale = new double[data.FeatureLength];
        for (int i = 0; i < center.Length; i++)
        {
            double[] sorted = data.Present(i);
            Array.Sort(sorted);
            center[i] = WithCentering ? Spread.Quantile(sorted, 0.5) : 0;
            double range = Spread.Quantile(sorted, HighQuantile / 100) - Spread.Quantile(sorted, LowQuantile / 100);
            scale[i] = !WithScaling ? 1 : Spread.OrOne(range) / (UnitVariance ? NormalRange : 1);
        }

        return new FittedScaler(data, center, scale);
    }
}

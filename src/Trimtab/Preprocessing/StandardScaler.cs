using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Preprocessing;

/// <summary>Scales each feature to a mean of 0 and a standard deviation of 1. Missing values are left out and stay missing.</summary>
/// <remarks>
/// As scikit-learn's: the deviation is that of the population, and a feature whose deviation is within rounding of 0 is only moved.
/// <code>
/// var scaled = new StandardScaler().Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("standard_scaler")]
public sealed record StandardScaler : Transformer
{
    private const double Epsilon = 2.220446049250313e-16; // of double precision

    /// <summary>Whether the mean is subtracted. Default: yes.</summary>
    public bool WithMean { get; init; } = true;

    /// <summary>Whether the result is divided by the standard deviation. Default: yes.</summary>
    public bool WithStd { get; init; } = true;

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    public override void Check(Dataset data) => data.RequireQuantities(nameof(StandardScaler));

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        double[] center = new double[data.FeatureLength], scale = new double[data.FeatureLength];
        for (int i = 0; i < center.Length; i++)
        {
            var (mean, variance, count) = Moments(data.Present(i));
            // below it, the variance is a rounding error of the mean
            double rounding = (count * Epsilon * variance) + (count * mean * Epsilon * (count * mean * Epsilon));
            center[i] = WithMean ? mean : 0;
            scale[i] = !WithStd || variance <= rounding ? 1 : Math.Sqrt(variance);
        }

        return new FittedScaler(data, center, scale);
    }

    private static (double Mean, double Variance, int Count) Moments(double[] values)
    {
        double mean = DenseVector.Sum(values) / values.Length;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
        }

        double rest = DenseVector.Sum(values) / values.Length; // what rounding left of the mean
        double variance = (DenseVector.Dot(values, values, values.Length) / values.Length) - (rest * rest);
        return (mean + rest, variance, values.Length);
    }
}

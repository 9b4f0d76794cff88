using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>
/// Moves and scales each feature: (x − center) / scale, plus an offset. Missing values stay missing. Immutable; thread-safe.
/// </summary>
/// <remarks>Computed in double precision and rounded once.</remarks>
public sealed class FittedScaler : FittedTransformer
{
    private readonly double[] _center, _scale;
    private readonly (double Offset, double Low, double High) _range;

    internal FittedScaler(
        Dataset learnedFrom,
        double[] center,
        double[] scale,
        double offset = 0,
        double low = double.NegativeInfinity,
        double high = double.PositiveInfinity)
        : base(learnedFrom) => (_center, _scale, _range) = (center, scale, (offset, low, high));

    /// <summary>Number that is subtracted, by feature.</summary>
    public IReadOnlyList<double> Center => _center;

    /// <summary>Number to divide by, by feature; 1 for a feature that is constant.</summary>
    public IReadOnlyList<double> Scale => _scale;

    /// <summary>What is added after scaling, and the range that the sum is limited to.</summary>
    internal (double Offset, double Low, double High) Range => _range;

    /// <inheritdoc/>
    protected override Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int width = data.FeatureLength;
        float[] scaled = FeatureMatrix.Of(data.Count, width, "A scaler");
        for (int row = 0; row < data.Count; row++)
        {
            var from = data.FeaturesOf(row);
            var to = scaled.AsSpan(row * width, width);
            for (int i = 0; i < width; i++)
            {
                double value = ((from[i] - _center[i]) / _scale[i]) + _range.Offset;
                to[i] = (float)Math.Clamp(value, _range.Low, _range.High); // NaN stays NaN
            }
        }

        return data.WithFeatures(scaled, data.FeatureShape, data.Columns);
    }
}

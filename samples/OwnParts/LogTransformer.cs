using Trimtab;
using Trimtab.Data;
using Trimtab.Preprocessing;

namespace OwnParts;

/// <summary>
/// The logarithm of each feature's distance to its least value in the training rows, plus one: skewed features become even.
/// </summary>
/// <remarks>Values below the least one become 0. Missing values stay missing.</remarks>
[Named("log_distance")]
public sealed record LogTransformer : Transformer
{
    /// <summary>What distances are divided by before, above 0. Default 1.</summary>
    public double Unit
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Unit), FormattableString.Invariant($"Unit must be above 0. Got {value}."));
    } = 1;

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        float[] least = new float[data.FeatureLength];
        Array.Fill(least, float.PositiveInfinity);
        for (int row = 0; row < data.Count; row++)
        {
            for (int i = 0; i < least.Length; i++)
            {
                least[i] = data.FeaturesOf(row)[i] < least[i] ? data.FeaturesOf(row)[i] : least[i];
            }
        }

        return new Fitted(data, least, Unit);
    }

    private sealed class Fitted(Dataset learnedFrom, float[] least, double unit) : FittedTransformer(learnedFrom)
    {
        protected override Dataset Apply(Dataset data)
        {
            float[] made = new float[data.Count * least.Length];
            for (int row = 0; row < data.Count; row++)
            {
                for (int i = 0; i < least.Length; i++)
                {
                    double distance = Math.Max(0, ((double)data.FeaturesOf(row)[i] - least[i]) / unit);
                    made[(row * least.Length) + i] = (float)Math.Log(1 + distance);
                }
            }

            return data.WithFeatures(made, data.FeatureShape, data.Columns);
        }
    }
}

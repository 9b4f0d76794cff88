using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes weights from a normal distribution truncated at two standard deviations, by redrawing.</summary>
/// <remarks>The standard deviation after truncation is 0.8796·<see cref="StdDev"/>, as in Keras.</remarks>
[Named("truncated_normal")]
public sealed record TruncatedNormal : Initializer
{
    /// <summary>The mean. Finite. Default 0.</summary>
    public double Mean
    {
        get;
        init => field = Setting.Finite(value);
    }

    /// <summary>The standard deviation before truncation. 0 or more, finite. Default 0.05.</summary>
    public double StdDev
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.05;

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        var stream = random.Stream();
        foreach (ref float weight in weights)
        {
            double z;
            do
            {
                z = stream.NextNormal();
            }
            while (Math.Abs(z) > 2);
            weight = (float)(Mean + (StdDev * z));
        }
    }
}

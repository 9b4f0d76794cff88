using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes weights from a normal distribution.</summary>
[Named("normal", "random_normal")]
public sealed record RandomNormal : Initializer
{
    /// <summary>The mean. Finite. Default 0.</summary>
    public double Mean
    {
        get;
        init => field = Setting.Finite(value);
    }

    /// <summary>The standard deviation. 0 or more, finite. Default 0.05.</summary>
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
            weight = (float)(Mean + (StdDev * stream.NextNormal()));
        }
    }
}

using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes weights from a uniform distribution; both bounds are possible values due to rounding.</summary>
[Named("uniform", "random_uniform")]
public sealed record RandomUniform : Initializer
{
    /// <summary>Lower bound. Finite. Default -0.05.</summary>
    public double MinVal
    {
        get;
        init => field = Setting.Finite(value);
    } = -0.05;

    /// <summary>Upper bound. Finite, <see cref="MinVal"/> or more. Default 0.05.</summary>
    public double MaxVal
    {
        get;
        init => field = Setting.Finite(value);
    } = 0.05;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException"><see cref="MaxVal"/> is below <see cref="MinVal"/>.</exception>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        if (MaxVal < MinVal)
        {
            throw new TrimtabException(Invariant($"MaxVal must be at least MinVal ({MinVal}). Got {MaxVal}."));
        }

        var stream = random.Stream();
        foreach (ref float weight in weights)
        {
            weight = (float)(MinVal + ((MaxVal - MinVal) * stream.NextDouble()));
        }
    }
}

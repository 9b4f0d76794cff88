using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// Variance scaling initializer: mean 0 and variance scale / fan. The general form of the LeCun, Glorot and He initializers.
/// </summary>
/// <remarks>Uniform: the bound is √(3·variance). Formulas and defaults are those of Keras.</remarks>
[Named("variance_scaling")]
public sealed record VarianceScaling : Initializer
{
    /// <summary>Standard deviation of a standard normal truncated at ±2: √(1 - 4φ(2) / (2Φ(2) - 1)).</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Scale: the variance times the fan. Above 0, finite. Default 1.</summary>
    public double Scale
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <summary>The fan by which the variance is divided. Default fan_in.</summary>
    public FanMode Mode
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw Setting.OutOfRange(nameof(Mode), Invariant($"Mode must be FanIn, FanOut or FanAvg. Got {value}."));
    }

    /// <summary>The distribution. Default: truncated normal.</summary>
    public ScaledDistribution Distribution
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw Setting.OutOfRange(
                nameof(Distribution), Invariant($"Distribution must be TruncatedNormal, UntruncatedNormal or Uniform. Got {value}."));
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        Scaled(Fans.Of(shape)).Fill(weights, shape, random);

    /// <summary>The initializer for weights with these fans.</summary>
    internal Initializer Scaled(Fans fans)
    {
        double variance = Scale / Mode switch
        {
            FanMode.FanIn => fans.In,
            FanMode.FanOut => fans.Out,
            _ => (fans.In + fans.Out) / 2.0,
        };
        double bound = Math.Sqrt(3 * variance), deviation = Math.Sqrt(variance);
        return Distribution switch
        {
            ScaledDistribution.Uniform => new RandomUniform { MinVal = -bound, MaxVal = bound },
            ScaledDistribution.UntruncatedNormal => new RandomNormal { StdDev = deviation },
            _ => new TruncatedNormal { StdDev = deviation / TruncatedDeviation },
        };
    }
}

using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Draws around 0 with variance <see cref="Scale"/> / fan: the idea behind LeCun's, Glorot's and He's initializers.</summary>
/// <remarks>Uniform: the bound is √(3·variance). Formulas and defaults are those of Keras.</remarks>
[Named("variance_scaling")]
public sealed record VarianceScaling : Initializer
{
    /// <summary>The standard deviation of a standard normal cut at ±2: √(1 - 4φ(2) / (2Φ(2) - 1)).</summary>
    private const double DeviationAfterCut = 0.87962566103423978;

    /// <summary>The variance times the fan. Above 0, finite. Default 1.</summary>
    public double Scale
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <summary>The fan. Default fan_in.</summary>
    public FanMode Mode
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw Setting.OutOfRange(nameof(Mode), Invariant($"Mode must be FanIn, FanOut or FanAvg. Got {value}."));
    }

    /// <summary>What is drawn from. Default a truncated normal.</summary>
    public ScaledDistribution Distribution
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw Setting.OutOfRange(nameof(Distribution), Invariant($"Distribution must be TruncatedNormal, UntruncatedNormal or Uniform. Got {value}."));
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => Scaled(Fans.Of(shape)).Fill(weights, shape, random);

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
            _ => new TruncatedNormal { StdDev = deviation / DeviationAfterCut },
        };
    }
}

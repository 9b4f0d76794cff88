using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>What <see cref="VarianceScaling"/> draws from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScaledDistribution>))]
public enum ScaledDistribution
{
    /// <summary>Normal, cut at two standard deviations and widened so that the variance after the cut is the one asked for.</summary>
    TruncatedNormal,

    /// <summary>Normal.</summary>
    UntruncatedNormal,

    /// <summary>Uniform around 0.</summary>
    Uniform,
}

using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>The distribution of <see cref="VarianceScaling"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScaledDistribution>))]
public enum ScaledDistribution
{
    /// <summary>Normal truncated at two standard deviations, scaled so that the variance after truncation is as specified.</summary>
    TruncatedNormal,

    /// <summary>Normal, not truncated.</summary>
    UntruncatedNormal,

    /// <summary>Uniform, symmetric around 0.</summary>
    Uniform,
}

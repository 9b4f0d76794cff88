using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>The <see cref="Fans"/> by which the variance of initial weights is divided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FanMode>))]
public enum FanMode
{
    /// <summary>fan_in: preserves the variance of activations in the forward pass.</summary>
    FanIn,

    /// <summary>fan_out: preserves the variance of gradients in the backward pass.</summary>
    FanOut,

    /// <summary>The mean of fan_in and fan_out.</summary>
    FanAvg,
}

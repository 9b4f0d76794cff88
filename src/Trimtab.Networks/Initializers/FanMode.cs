using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Which of the <see cref="Fans"/> a variance is divided by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FanMode>))]
public enum FanMode
{
    /// <summary>fan_in: what goes forward keeps its size.</summary>
    FanIn,

    /// <summary>fan_out: what comes back keeps its size.</summary>
    FanOut,

    /// <summary>The mean of both.</summary>
    FanAvg,
}

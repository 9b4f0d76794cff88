using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Axes of a variable over which a norm is taken; there is one norm per combination of the other indices.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormAxis>))]
public enum NormAxis
{
    /// <summary>
    /// The first axis, Keras's default <c>axis=0</c>: the columns of a dense kernel; the rows of a convolution for each (column, in, out).
    /// </summary>
    First,

    /// <summary>
    /// All axes but the last, Keras's <c>axis=[0, 1, 2]</c>: each filter of a convolution; the columns of a dense kernel.
    /// </summary>
    AllButLast,
}

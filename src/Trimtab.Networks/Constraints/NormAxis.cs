using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Over which axes of a variable a norm is taken; weights that share all other indices have one norm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormAxis>))]
public enum NormAxis
{
    /// <summary>The first: Keras's default, <c>axis=0</c>. A dense kernel's columns; of a convolution, each (column, in, out) over its rows.</summary>
    First,

    /// <summary>All but the last: of a convolution, each whole filter, Keras's <c>axis=[0, 1, 2]</c>; of a dense kernel, its columns.</summary>
    AllButLast,
}

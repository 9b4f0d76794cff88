using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Numbers of inputs and outputs of one unit of a layer, as computed by Keras.</summary>
/// <param name="In">fan_in: inputs of a dense layer; kernel cells × input channels of a convolution.</param>
/// <param name="Out">fan_out: outputs of a dense layer; kernel cells × output channels of a convolution.</param>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>
    /// The fans of weights of a shape whose last two axes are inputs and outputs, and the axes before them the kernel cells.
    /// </summary>
    /// <param name="shape">[in, out] or [row, column, in, out]. With a single axis of size n both fans are n, without axes 1.</param>
    public static Fans Of(Shape shape)
    {
        if (shape.Count < 2)
        {
            return new(shape.Size, shape.Size);
        }

        long window = 1;
        for (int i = 0; i < shape.Count - 2; i++)
        {
            window *= shape[i];
        }

        return new(window * shape[^2], window * shape[^1]);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

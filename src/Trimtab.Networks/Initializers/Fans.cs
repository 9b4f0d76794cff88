using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>How many numbers flow into and out of one unit of a layer, counted as Keras does.</summary>
/// <param name="In">fan_in: for a dense layer its inputs, for a convolution window × channels in.</param>
/// <param name="Out">fan_out: for a dense layer its outputs, for a convolution window × channels out.</param>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>The fans of weights of this shape; the last two sizes are in and out, those before them the window.</summary>
    /// <param name="shape">[in, out] or [row, column, in, out]. Of one size n: both fans are n; of none: both are 1.</param>
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

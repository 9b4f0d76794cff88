using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes weights [in, out] to a multiple of the identity matrix; they need not be square.</summary>
[Named("identity")]
public sealed record Identity : Initializer
{
    /// <summary>Value of the diagonal. Finite. Default 1.</summary>
    public double Gain
    {
        get;
        init => field = Setting.Finite(value);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="shape"/> does not have two axes.</exception>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        if (shape.Count != 2)
        {
            throw new ArgumentException(
                $"Identity requires weights with two axes, [in, out]. Got {shape}. Choose another initializer for this layer.",
                nameof(shape));
        }

        weights.Clear();
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            weights[(i * shape[1]) + i] = (float)Gain;
        }
    }
}

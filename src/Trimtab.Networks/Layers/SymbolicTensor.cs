using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// A tensor of a net to be: its input, or the output of a layer applied to others. It has a shape and no numbers, as in Keras's functional
/// API. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// <code>
/// var x = Model.Input([8]);
/// var y = x.Apply(new Dense(8) { Activation = "relu" });
/// var model = new Model(x, new Add().Apply(x, y).Apply(new Dense(1)));
/// </code>
/// </remarks>
public sealed class SymbolicTensor
{
    private SymbolicTensor(Shape shape, Layer? layer, IReadOnlyList<SymbolicTensor> inputs, SharedLayer? shared = null) =>
        (Shape, Layer, Inputs, Shared) = (shape, layer, inputs, shared);

    /// <summary>Shape for one row, without the batch axis.</summary>
    public Shape Shape { get; }

    /// <summary>The layer whose output this is; null for an input.</summary>
    internal Layer? Layer { get; }

    /// <summary>What the layer is applied to.</summary>
    internal IReadOnlyList<SymbolicTensor> Inputs { get; }

    /// <summary>The layer of which this is one of several outputs; null for one that is applied once.</summary>
    internal SharedLayer? Shared { get; }

    /// <summary>
    /// The output of <paramref name="layer"/> applied to this tensor; each call makes another layer, with weights of its own. A
    /// <see cref="SharedLayer"/> is applied several times.
    /// </summary>
    /// <exception cref="ShapeException">The layer does not accept the shape.</exception>
    public SymbolicTensor Apply(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Of(layer, [this]);
    }

    /// <summary>The kind of layer, if any, and the shape.</summary>
    public override string ToString() => $"{Layer?.Name ?? Layer?.Kind ?? "input"} {Shape}";

    /// <summary>An input of a net.</summary>
    internal static SymbolicTensor Input(Shape shape) => new(shape, null, []);

    /// <summary>The output of a layer.</summary>
    internal static SymbolicTensor Of(Layer layer, IReadOnlyList<SymbolicTensor> inputs, SharedLayer? shared = null)
    {
        var shapes = inputs.Select(input => input.Shape).ToList();
        try
        {
            var output = layer.OutputOf(shapes);
            _ = BlockLength.Of(output.Size, Tile.Lanes);
            return new(output, layer, inputs, shared);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ShapeException(
                $"A layer can't be applied to an input of shape {string.Join(" and ", shapes)}. {error.Message} It is {layer}.");
        }
    }
}

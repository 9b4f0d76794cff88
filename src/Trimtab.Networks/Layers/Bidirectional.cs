using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// A recurrent layer in both directions: two layers of the same settings, of which one takes the steps from the first to the last and the
/// other from the last to the first. Their outputs are merged.
/// </summary>
/// <remarks>
/// Input shape: <c>(steps, features)</c>. Output shape: that of the layer, with twice the units where outputs are concatenated. Variables
/// are those of both, named <c>forward_kernel</c> and so on. The outputs of all steps are in the order of the input.
/// <code>
/// var model = new Sequential([100]) { new Embedding(5000, 16), new Bidirectional(new LSTM(32)), new Dense(1) };
/// </code>
/// </remarks>
[Named("bidirectional")]
public sealed record Bidirectional : Layer
{
    /// <summary>Creates a layer of both directions.</summary>
    /// <param name="layer">A <see cref="RecurrentLayer"/>, which takes the first direction; the other one is made of it.</param>
    /// <exception cref="ArgumentException">It is another kind of layer.</exception>
    public Bidirectional(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Layer = layer is RecurrentLayer
            ? layer
            : throw new ArgumentException(
                $"A bidirectional layer needs a recurrent one: lstm, gru or simple_rnn. Got {layer}.", nameof(layer));
    }

    /// <summary>The layer that takes the first direction.</summary>
    public Layer Layer { get; }

    /// <summary>How the outputs of both directions are merged. Default <see cref="MergeMode.Concat"/>.</summary>
    public MergeMode MergeMode { get; init; }

    private RecurrentLayer First => (RecurrentLayer)Layer;

    private RecurrentLayer Second => First with { GoBackwards = !First.GoBackwards };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var output = Layer.OutputShape(input);
        int units = MergeMode == MergeMode.Concat ? BlockLength.Of(2, output[^1]) : output[^1];
        return Shape.Create([.. output.Take(output.Count - 1), units]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) =>
    [
        .. Layer.Weights(input).Select(weights => weights with { Name = "forward_" + weights.Name }),
        .. Layer.Weights(input).Select(weights => weights with { Name = "backward_" + weights.Name }),
    ];

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        int units = First.Units;
        MergeOperator merge = MergeMode switch
        {
            MergeMode.Concat => new ConcatenationOperator([units, units]),
            MergeMode.Sum => new AdditionOperator(),
            MergeMode.Mul => new MultiplicationOperator(),
            _ => new MeanOperator(),
        };
        return new BidirectionalOperator(
            First.CompileFor(input, keepsPlaces: true),
            Second.CompileFor(input, keepsPlaces: true),
            merge,
            input.Size,
            Layer.OutputShape(input).Size);
    }
}

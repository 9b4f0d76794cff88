using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>A net of layers with branches, as Keras's functional API, trained on the CPU in float32.</summary>
/// <remarks>
/// <code>
/// var x = Model.Input([28, 28, 1]);
/// var y = x.Apply(new Conv2D(8, 3) { Padding = Padding.Same, Activation = "relu" });
/// var z = y.Apply(new Conv2D(8, 3) { Padding = Padding.Same });
/// var sum = new Add().Apply(y, z);
/// var model = new Model(x, sum.Apply(new GlobalAveragePooling2D()).Apply(new Dense(2) { Activation = "softmax" }));
/// model.Compile("adam", "categorical_crossentropy", "accuracy");
/// model.Fit(train, new() { Epochs = 12, BatchSize = 128 });
/// </code>
/// One input and one output. Each <c>Apply</c> is a layer with weights of its own. What is applied to a tensor that others are applied to,
/// too, adds to its gradient. Not thread-safe: a use by a second thread at the same time is refused. Nets share no state, so many can be
/// trained concurrently.
/// </remarks>
public sealed class Model : NeuralNetwork
{
    /// <summary>Creates the net of all layers between <paramref name="input"/> and <paramref name="output"/>.</summary>
    /// <param name="input">From <see cref="Input"/>.</param>
    /// <param name="output">What layers make of it; its shape must be <c>(outputs)</c> before the net is compiled.</param>
    /// <exception cref="TrimtabException">
    /// <paramref name="input"/> is not an input, the output depends on another one, or layers have the same name.
    /// </exception>
    public Model(SymbolicTensor input, SymbolicTensor output)
        : this(GraphOf(input, output))
    {
    }

    /// <summary>Creates a net of layers that are named and fit already.</summary>
    /// <exception cref="TrimtabException">A layer has the name of the input.</exception>
    internal Model(NetworkGraph graph)
        : base(graph)
    {
        if (graph.Layers.Any(layer => layer.Name == NetworkGraph.InputName))
        {
            throw new TrimtabException($"Layers of a net with branches can't be called '{NetworkGraph.InputName}', as its input is. "
                + "Give the layer another name.");
        }
    }

    /// <summary>The input of a net, for rows of shape <paramref name="shape"/>, without the batch axis.</summary>
    public static SymbolicTensor Input(Shape shape) => SymbolicTensor.Input(shape);

    /// <summary>Creates a net from the configuration <paramref name="json"/>, compiled if that net was; weights are not included.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net with branches.</exception>
    public static new Model FromJson(string json) => NetworkJson.Read<Model>(json);

    /// <summary>Reads a net from a file that <see cref="NeuralNetwork.Save"/> has written: compiled, with its weights.</summary>
    /// <exception cref="TrimtabException">
    /// It is another kind of file or net, is damaged, or is of a newer version of the format.
    /// </exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static new Model Load(string path) => Load<Model>(path);

    private static NetworkGraph GraphOf(SymbolicTensor input, SymbolicTensor output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (input.Layer is not null)
        {
            throw new TrimtabException($"The input of a net must come from Model.Input. Got the output of a layer, {input}.");
        }

        var graph = new NetworkGraph(input.Shape);
        var numbers = new Dictionary<SymbolicTensor, int> { [input] = 0 };
        var open = new Stack<SymbolicTensor>([output]);
        while (open.TryPeek(out var tensor)) // without recursion: nets may be thousands of layers deep
        {
            if (!numbers.ContainsKey(tensor) && tensor.Inputs.Where(needed => !numbers.ContainsKey(needed)).ToList() is { Count: > 0 } rest)
            {
                rest.AsEnumerable().Reverse().ToList().ForEach(open.Push);
                continue;
            }

            _ = open.Pop();
            if (!numbers.ContainsKey(tensor))
            {
                var layer = tensor.Layer
                    ?? throw new TrimtabException($"A net has one input. The output depends on another one, too, of shape {tensor.Shape}.");
                numbers[tensor] = graph.Add(layer, [.. tensor.Inputs.Select(needed => numbers[needed])]);
            }
        }

        return graph;
    }
}

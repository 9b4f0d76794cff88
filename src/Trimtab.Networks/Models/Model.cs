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
/// One output. Each <c>Apply</c> is a layer with weights of its own, but for those of a <see cref="SharedLayer"/>. What is applied to a
/// tensor that others are applied to, too, adds to its gradient. With several inputs, a row of the data holds those of all inputs, one
/// after another, as <see cref="JoinInputs"/> makes them. Not thread-safe: a use by a second thread at the same time is refused. Nets share
/// no state, so many can be trained concurrently.
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
        : this(GraphOf([input], output))
    {
    }

    /// <summary>Creates the net of all layers between several inputs and <paramref name="output"/>.</summary>
    /// <param name="inputs">
    /// From <see cref="Input"/>; 1 or more. Their rows lie in the data in this order (<see cref="JoinInputs"/>).
    /// </param>
    /// <param name="output">What layers make of them; its shape must be <c>(outputs)</c> before the net is compiled.</param>
    /// <exception cref="ArgumentException">There is no input, or one is null or there twice.</exception>
    /// <exception cref="TrimtabException">
    /// One of <paramref name="inputs"/> is not an input, the output depends on another one, or layers have the same name.
    /// </exception>
    public Model(IReadOnlyList<SymbolicTensor> inputs, SymbolicTensor output)
        : this(GraphOf(inputs, output))
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

    /// <summary>
    /// Rows for a net with several inputs: row i holds row i of each dataset, one after another. Targets, labels, groups and weights are
    /// those of the first one.
    /// </summary>
    /// <param name="inputs">A dataset per input, in the order of the net's inputs; 1 or more, all of as many rows.</param>
    /// <exception cref="ArgumentException">There is none, one is null, or they differ in their number of rows.</exception>
    public static Dataset JoinInputs(params IReadOnlyList<Dataset> inputs)
    {
        int count = Setting.RequiredItems(inputs).Count > 0
            ? inputs[0].Count
            : throw new ArgumentException("There must be rows of an input. Got none.", nameof(inputs));
        if (inputs.FirstOrDefault(data => data.Count != count) is { } other)
        {
            throw new ArgumentException(
                Invariant($"All inputs must have as many rows as the first, {count}. Got {other.Count}."), nameof(inputs));
        }

        int width = inputs.Sum(data => data.FeatureShape.Size);
        float[] rows = new float[count * (long)width];
        for (int row = 0, first = 0; row < count; row++)
        {
            foreach (var data in inputs)
            {
                data.FeaturesOf(row).CopyTo(rows.AsSpan(first));
                first += data.FeatureShape.Size;
            }
        }

        return inputs[0].WithFeatures(rows, [width], []);
    }

    /// <summary>Creates a net from the configuration <paramref name="json"/>, compiled if that net was; weights are not included.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net with branches.</exception>
    public static new Model FromJson(string json) => NetworkJson.Read<Model>(json);

    /// <summary>Reads a net from a file that <see cref="NeuralNetwork.Save"/> has written: compiled, with its weights.</summary>
    /// <exception cref="TrimtabException">
    /// It is another kind of file or net, is damaged, or is of a newer version of the format.
    /// </exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static new Model Load(string path) => Load<Model>(path);

    private static NetworkGraph GraphOf(IReadOnlyList<SymbolicTensor> inputs, SymbolicTensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var numbers = new Dictionary<SymbolicTensor, int>();
        var graph = WithInputs(Setting.RequiredItems(inputs), numbers);
        var owners = new Dictionary<SharedLayer, (int Node, int Uses)>();
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
                numbers[tensor] = Add(graph, tensor, [.. tensor.Inputs.Select(needed => numbers[needed])], owners);
            }
        }

        return graph;
    }

    /// <summary>A net without layers but for the parts of a row that several inputs are.</summary>
    private static NetworkGraph WithInputs(IReadOnlyList<SymbolicTensor> inputs, Dictionary<SymbolicTensor, int> numbers)
    {
        if (inputs.Count == 0 || inputs.Distinct().Count() < inputs.Count)
        {
            throw new ArgumentException("A net needs an input, each of them once. Got none, or one twice.", nameof(inputs));
        }

        if (inputs.FirstOrDefault(input => input.Layer is not null) is { } other)
        {
            throw new TrimtabException($"The input of a net must come from Model.Input. Got the output of a layer, {other}.");
        }

        if (inputs is [var only])
        {
            numbers.Add(only, 0);
            return new(only.Shape);
        }

        long total = inputs.Sum(input => (long)input.Shape.Size);
        var graph = total <= Array.MaxLength
            ? new NetworkGraph([(int)total])
            : throw new TrimtabException(Invariant($"A row must have at most {Array.MaxLength} numbers. The inputs have {total}."));
        int offset = 0;
        foreach (var (i, input) in inputs.Index())
        {
            var part = new InputPart(offset, input.Shape) { Name = Invariant($"{NetworkGraph.InputName}_{i + 1}") };
            numbers.Add(input, graph.Add(part, 0));
            offset += input.Shape.Size;
        }

        return graph;
    }

    private static int Add(
        NetworkGraph graph, SymbolicTensor tensor, IReadOnlyList<int> inputs, Dictionary<SharedLayer, (int Node, int Uses)> owners)
    {
        var layer = tensor.Layer
            ?? throw new TrimtabException("A net has only the inputs it is given. The output depends on another one, too, of shape "
                + $"{tensor.Shape}: list it among the inputs.");
        if (tensor.Shared is not { } shared)
        {
            return graph.Add(layer, inputs);
        }

        if (owners.TryGetValue(shared, out var owner))
        {
            owners[shared] = owner with { Uses = owner.Uses + 1 };
            string? name = layer.Name is null ? null : Invariant($"{layer.Name}_{owner.Uses}");
            return graph.Add(layer with { Name = name }, inputs, sharedWith: owner.Node);
        }

        int number = graph.Add(layer, inputs);
        owners[shared] = (number - 1, 1);
        return number;
    }
}

using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>The layers of a net in the order in which they are computed, with names and shapes that fit.</summary>
/// <param name="input">Shape of one input row.</param>
internal sealed class NetworkGraph(Shape input)
{
    /// <summary>Name of the input of a net where layers are named.</summary>
    public const string InputName = "input";

    private readonly List<NetworkNode> _nodes = [];
    private readonly List<Layer> _layers = [];
    private readonly List<Shape> _shapes = [input]; // of the input, then of each node's output
    private readonly List<int?> _masks = [null]; // of the same

    /// <summary>The nodes; the last one's output is the net's.</summary>
    public IReadOnlyList<NetworkNode> Nodes => _nodes;

    /// <summary>The layers of the nodes, with their names in the net.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Shape of one input row.</summary>
    public Shape Input => _shapes[0];

    /// <summary>Shape of the output for one row.</summary>
    public Shape Output => _shapes[^1];

    /// <summary>Number of parameters, trainable or not.</summary>
    public int ParameterCount => Enumerable.Range(0, _nodes.Count).Sum(node => WeightsOf(node).Sum(weights => weights.Shape.Size));

    /// <summary>The nodes for a loss that is computed from logits: the last one has no activation.</summary>
    public IReadOnlyList<NetworkNode> WithLinearOutput() =>
        [.. _nodes[..^1], _nodes[^1] with { Layer = _nodes[^1].Layer.WithLinearOutput() }];

    /// <summary>The variables of a node's layer; none for a node that uses those of another.</summary>
    public IReadOnlyList<WeightSpec> WeightsOf(int node) =>
        _nodes[node].SharedWith is null ? _nodes[node].Layer.Weights(_shapes[_nodes[node].Inputs[0]]) : [];

    /// <summary>Name of what layers are applied to: another layer, or <see cref="InputName"/>.</summary>
    /// <param name="number">0 for the input of the net, i for the output of its i-th node.</param>
    public string NameOf(int number) => number == 0 ? InputName : _layers[number - 1].Name!;

    /// <summary>Shape of the output of a node for one row.</summary>
    public Shape OutputOf(int node) => _shapes[node + 1];

    /// <summary>Appends a layer, with a name in this net, and checks that it accepts its inputs.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is applied to: 0 for the input of the net, i for the output of its i-th node.</param>
    /// <returns>The number of its output.</returns>
    /// <exception cref="ShapeException">It does not accept them; the message names the layer, what is required and what came.</exception>
    /// <exception cref="TrimtabException">Another layer has the same name, or steps are masked that the layer does not take so.</exception>
    public int Add(Layer layer, params IReadOnlyList<int> inputs) => Add(layer, inputs, sharedWith: null);

    /// <summary>The same of a layer that may be there already.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is applied to.</param>
    /// <param name="sharedWith">Index of the node whose variables it uses; or null.</param>
    public int Add(Layer layer, IReadOnlyList<int> inputs, int? sharedWith)
    {
        ArgumentNullException.ThrowIfNull(layer);
        layer = layer with { Name = layer.Name ?? UniqueName(layer.Kind) };
        if (_layers.Any(l => l.Name == layer.Name))
        {
            throw new TrimtabException($"Layers of one net need different names. Got '{layer.Name}' twice.");
        }

        var output = CheckedOutput(layer, [.. inputs.Select(number => _shapes[number])], sharedWith);
        var mask = StepMasks.Into(layer, [.. inputs.Select(number => _masks[number])]);
        _masks.Add(StepMasks.OutOf(layer, inputs[0], mask));
        _shapes.Add(output);
        _nodes.Add(new(layer, inputs) { Mask = StepMasks.LeavesOut(layer) ? mask : null, SharedWith = sharedWith });
        _layers.Add(layer);
        return _nodes.Count;
    }

    /// <summary>Output shape of a layer that is added, after a check that arrays can hold the output and all weights.</summary>
    private Shape CheckedOutput(Layer layer, IReadOnlyList<Shape> inputs, int? sharedWith)
    {
        try
        {
            var output = layer.OutputOf(inputs);
            _ = BlockLength.Of(output.Size, Tile.Lanes);
            var specs = CheckedWeights(layer, inputs[0]);
            if (sharedWith is { } owner)
            {
                RequireSame(layer, specs, owner);
                return output;
            }

            long weights = specs.Sum(w => (long)w.Shape.Size) + ParameterCount;
            return weights <= Array.MaxLength
                ? output
                : throw Setting.OutOfRange(nameof(layer), Invariant($"A net must have at most {Array.MaxLength} weights. Got {weights}."));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ShapeException($"Layer '{layer.Name}' can't be applied to an input of shape {string.Join(" and ", inputs)}. "
                + $"{error.Message} It is {layer}.");
        }
    }

    private static IReadOnlyList<WeightSpec> CheckedWeights(Layer layer, Shape input) =>
        layer.Weights(input) is { } specs && !specs.Contains(null!)
            ? specs
            : throw new TrimtabException($"Weights must list the layer's variables, none of them null. That of layer '{layer.Name}' "
                + $"({layer.GetType().Name}) does not: return an empty list where there are none.");

    private void RequireSame(Layer layer, IReadOnlyList<WeightSpec> specs, int owner)
    {
        string own = Text(specs), others = Text(WeightsOf(owner));
        if (own != others)
        {
            throw new ShapeException($"A shared layer must have variables of the same shapes each time. Layer '{layer.Name}' has "
                + $"{own}, and '{_layers[owner].Name}' has {others}: apply it to inputs of one shape.");
        }

        static string Text(IReadOnlyList<WeightSpec> variables) =>
            string.Join(", ", variables.Select(variable => $"{variable.Name} {variable.Shape}"));
    }

    private string UniqueName(string kind)
    {
        int number = _layers.Count(l => l.Kind == kind);
        return number == 0 ? kind : Invariant($"{kind}_{number}");
    }
}

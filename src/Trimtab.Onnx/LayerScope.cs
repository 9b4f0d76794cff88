using Onnx;
using Trimtab.Data;

namespace Trimtab.Onnx;

/// <summary>What the export of one layer reads and writes.</summary>
/// <param name="graph">The model being written.</param>
/// <param name="name">Name of the layer in the net.</param>
/// <param name="owner">Name of the layer whose variables it has: its own, or that of a shared layer's first use.</param>
/// <param name="inputs">Values the layer is applied to, with their shapes without the batch axis.</param>
/// <param name="output">Shape of its output.</param>
/// <param name="weights">All weights of the net by path.</param>
internal sealed class LayerScope(
    OnnxGraph graph,
    string name,
    string owner,
    IEnumerable<(string Value, Shape Shape)> inputs,
    Shape output,
    IReadOnlyDictionary<string, float[]> weights)
{
    private readonly List<(string Value, Shape Shape)> _inputs = [.. inputs];

    /// <summary>Values the layer is applied to.</summary>
    public IEnumerable<string> Values => _inputs.Select(input => input.Value);

    /// <summary>The first or only one of them.</summary>
    public string Value => _inputs[0].Value;

    /// <summary>Shape of the first or only input, without the batch axis.</summary>
    public Shape Input => _inputs[0].Shape;

    /// <summary>Shape of the output, without the batch axis.</summary>
    public Shape Output => output;

    /// <summary>A variable of the layer; empty if it has none of that name.</summary>
    public float[] Weights(string variable) => weights.TryGetValue($"{owner}/{variable}", out float[]? values) ? values : [];

    /// <summary>Appends a node with attributes.</summary>
    public string Node(string operation, IEnumerable<string> values, params IEnumerable<AttributeProto> attributes) =>
        graph.Node(name, operation, values, attributes);

    /// <summary>Appends a node whose output of number <paramref name="output"/> is used.</summary>
    public string NodeOutput(int output, string operation, IEnumerable<string> values, params IEnumerable<AttributeProto> attributes) =>
        graph.Node(name, operation, values, attributes, output);

    /// <summary>Appends a constant of numbers.</summary>
    public string Constant(float[] values, params IEnumerable<int> sizes) => graph.Constant(name, values, sizes);

    /// <summary>Appends a constant of one number.</summary>
    public string Scalar(float value) => graph.Constant(name, [value], []);

    /// <summary>Appends a constant list of whole numbers.</summary>
    public string Integers(params ReadOnlySpan<long> values) => graph.Constant(name, values);

    /// <summary>The value with its axes in another order, the batch axis included.</summary>
    public string Transpose(string value, params IEnumerable<int> axes) => Node("Transpose", [value], OnnxAttribute.Of("perm", axes));

    /// <summary>The value in rows of another shape.</summary>
    public string Reshape(string value, Shape rows) =>
        Node("Reshape", [value, Integers([-1, .. rows.Select(size => (long)size)])]);

    /// <summary>The value plus a variable along the last axis; unchanged if the layer has none of that name.</summary>
    public string AddWeights(string value, string variable) => Weights(variable) is { Length: > 0 } numbers
        ? Node("Add", [value, Constant(numbers, numbers.Length)])
        : value;

    /// <summary>Refuses the layer.</summary>
    public TrimtabException Refuse(string kind, string why) => new($"Layer '{name}' ({kind}) can't be exported to ONNX: {why}");
}

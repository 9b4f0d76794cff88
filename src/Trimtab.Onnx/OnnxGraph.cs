using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using Trimtab.Data;

namespace Trimtab.Onnx;

/// <summary>An ONNX model being written: nodes and constants, each value with a name of its own.</summary>
internal sealed class OnnxGraph
{
    /// <summary>Name of the model's input.</summary>
    public const string InputName = "input";

    private const string OutputName = "output";
    private const int Opset = 17, IrVersion = 8; // LayerNormalization begins with 17; runtimes from 2022 on read it

    private readonly GraphProto _graph = new() { Name = "net" };

    /// <param name="input">Shape of one input row.</param>
    public OnnxGraph(Shape input) => _graph.Input.Add(Value(InputName, input));

    /// <summary>Appends a node.</summary>
    /// <param name="scope">Beginning of its name.</param>
    /// <param name="operation">ONNX's name of what it computes.</param>
    /// <param name="inputs">Names of its inputs; empty for an optional one that is left out.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="output">Number of the output that is used.</param>
    /// <returns>The name of that output.</returns>
    public string Node(
        string scope, string operation, IEnumerable<string> inputs, IEnumerable<AttributeProto>? attributes = null, int output = 0)
    {
        string name = Unique(scope, operation);
        var node = new NodeProto { Name = name, OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.AddRange([.. Enumerable.Repeat("", output), name]);
        node.Attribute.AddRange(attributes ?? []);
        _graph.Node.Add(node);
        return name;
    }

    /// <summary>Appends a constant of numbers.</summary>
    public string Constant(string scope, ReadOnlySpan<float> values, params IEnumerable<int> sizes) =>
        Constant(scope, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), sizes);

    /// <summary>Appends a constant of whole numbers, one axis.</summary>
    public string Constant(string scope, params ReadOnlySpan<long> values) =>
        Constant(scope, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>The model, whose output is <paramref name="result"/>.</summary>
    public ModelProto End(string result, Shape output)
    {
        var identity = new NodeProto { Name = OutputName, OpType = "Identity" };
        identity.Input.Add(result);
        identity.Output.Add(OutputName);
        _graph.Node.Add(identity);
        _graph.Output.Add(Value(OutputName, output));
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "Trimtab", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        return model;
    }

    private string Constant(string scope, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, IEnumerable<int> sizes)
    {
        var tensor = new TensorProto { Name = Unique(scope, "constant"), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(sizes.Select(size => (long)size));
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ValueInfoProto Value(string name, Shape row)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.AddRange(row.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Unique(string scope, string what) => Invariant($"{scope}/{what}:{_graph.Node.Count + _graph.Initializer.Count}");
}

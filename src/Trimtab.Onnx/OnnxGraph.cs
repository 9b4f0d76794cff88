using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using Trimtab.Data;

namespace Trimtab.Onnx;

/// <summary>An ONNX model being written: nodes and constants, each value with a name of its own.</summary>
internal sealed class OnnxGraph
{
    private const string TableDomain = "ai.onnx.ml";
    private const int Opset = 17, TableOpset = 3, IrVersion = 8; // LayerNormalization begins with 17; runtimes from 2022 on read it

    private readonly GraphProto _graph = new() { Name = "net" };

    /// <summary>Appends an input of the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="row">Shape of one row.</param>
    /// <param name="type">Type of its values.</param>
    /// <returns>The name.</returns>
    public string Input(string name, Shape row, TensorProto.Types.DataType type = TensorProto.Types.DataType.Float)
    {
        _graph.Input.Add(Value(name, row, type));
        return name;
    }

    /// <summary>Makes a value an output of the model.</summary>
    /// <param name="name">Name of the output.</param>
    /// <param name="result">The value.</param>
    /// <param name="row">Shape of one row.</param>
    /// <param name="type">Type of its values.</param>
    public void Output(string name, string result, Shape row, TensorProto.Types.DataType type = TensorProto.Types.DataType.Float)
    {
        var identity = new NodeProto { Name = name, OpType = "Identity" };
        identity.Input.Add(result);
        identity.Output.Add(name);
        _graph.Node.Add(identity);
        _graph.Output.Add(Value(name, row, type));
    }

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

    /// <summary>Appends a node of the operators for tables, <c>ai.onnx.ml</c>.</summary>
    public string TableNode(string scope, string operation, string input, params IEnumerable<AttributeProto> attributes)
    {
        string name = Node(scope, operation, [input], attributes);
        _graph.Node[^1].Domain = TableDomain;
        return name;
    }

    /// <summary>Appends a constant of numbers.</summary>
    public string Constant(string scope, ReadOnlySpan<float> values, params IEnumerable<int> sizes) =>
        Constant(scope, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), sizes);

    /// <summary>Appends a constant of whole numbers, one axis.</summary>
    public string Constant(string scope, params ReadOnlySpan<long> values) =>
        Constant(scope, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Appends a constant of numbers in double precision.</summary>
    public string Constant(string scope, ReadOnlySpan<double> values, params IEnumerable<int> sizes) =>
        Constant(scope, TensorProto.Types.DataType.Double, MemoryMarshal.AsBytes(values), sizes);

    /// <summary>The model.</summary>
    public ModelProto End()
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "Trimtab", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        if (_graph.Node.Any(node => node.Domain == TableDomain))
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = TableDomain, Version = TableOpset });
        }

        return model;
    }

    private string Constant(string scope, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, IEnumerable<int> sizes)
    {
        var tensor = new TensorProto { Name = Unique(scope, "constant"), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(sizes.Select(size => (long)size));
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ValueInfoProto Value(string name, Shape row, TensorProto.Types.DataType type)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.AddRange(row.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Unique(string scope, string what) => Invariant($"{scope}/{what}:{_graph.Node.Count + _graph.Initializer.Count}");
}

using Onnx;

namespace Trimtab.Onnx;

/// <summary>The features between two steps of a pipeline: a value of (rows, width) float32, and what is written behind it.</summary>
/// <param name="Graph">The model being written.</param>
/// <param name="Name">Name of the value.</param>
/// <param name="Width">Features of a row.</param>
internal sealed record StepValue(OnnxGraph Graph, string Name, int Width)
{
    private const string Scope = "steps";

    /// <summary>Appends a node of named values.</summary>
    public string Node(string operation, params string[] values) => Graph.Node(Scope, operation, values);

    /// <summary>Appends a node that has an axis, that of the features.</summary>
    public string AlongFeatures(string operation, params IEnumerable<string> values) =>
        Graph.Node(Scope, operation, values, [OnnxAttribute.Of("axis", 1)]);

    /// <summary>A value with its numbers in another type.</summary>
    public string Cast(string value, TensorProto.Types.DataType type) =>
        Graph.Node(Scope, "Cast", [value], [OnnxAttribute.Of("to", (long)type)]);

    /// <summary>Appends a row of constants.</summary>
    public string Numbers(params float[] values) => Graph.Constant(Scope, values, values.Length);

    /// <summary>Appends a matrix of constants, row by row.</summary>
    public string Matrix(float[] values, int columns) => Graph.Constant(Scope, values, values.Length / columns, columns);

    /// <summary>Appends a row of constants in double precision.</summary>
    public string Doubles(params double[] values) => Graph.Constant(Scope, values, values.Length);

    /// <summary>Appends a list of whole numbers.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Graph.Constant(Scope, values);

    /// <summary>Some of the features.</summary>
    public StepValue Take(IEnumerable<int> positions)
    {
        long[] taken = [.. positions.Select(position => (long)position)];
        return this with { Name = AlongFeatures("Gather", Name, Integers(taken)), Width = taken.Length };
    }

    /// <summary>Values side by side.</summary>
    public StepValue Join(IReadOnlyList<StepValue> parts) => parts.Count == 1
        ? parts[0]
        : this with { Name = AlongFeatures("Concat", parts.Select(part => part.Name)), Width = parts.Sum(part => part.Width) };

    /// <summary>1 where a number is missing, else 0, as float32.</summary>
    public string Missing() => Cast(Node("IsNaN", Name), TensorProto.Types.DataType.Float);
}

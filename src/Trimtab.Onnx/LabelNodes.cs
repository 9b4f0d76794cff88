using Onnx;
using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>The label of each row that a classifier predicts.</summary>
internal static class LabelNodes
{
    private const string Scope = "label";

    /// <summary>Writes the output <c>label</c>.</summary>
    public static void Write(OnnxGraph graph, string output, FittedNetworkClassifier classifier)
    {
        string number = Number(graph, output, classifier);
        if (classifier.Labels is { } labels && !labels.All(label => label is int or long))
        {
            string[] texts = [.. labels.Select(label => InvariantText.Of(label))];
            graph.Output("label", Texts(graph, number, texts), [], TensorProto.Types.DataType.String);
        }
        else
        {
            long[] values = classifier.Labels is { } numbers
                ? [.. numbers.Select(label => Convert.ToInt64(label, System.Globalization.CultureInfo.InvariantCulture))]
                : [.. classifier.Classes.Select(value => (long)value)];
            string taken = graph.Node(Scope, "Gather", [graph.Constant(Scope, values), number]);
            graph.Output("label", taken, [], TensorProto.Types.DataType.Int64);
        }
    }

    /// <summary>The number of the likeliest class, the first of several that are as likely.</summary>
    private static string Number(OnnxGraph graph, string output, FittedNetworkClassifier classifier)
    {
        if (classifier.Model.OutputShape.Size > 1)
        {
            return graph.Node(Scope, "ArgMax", [output], [OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0)]);
        }

        string isSecond = graph.Node(Scope, "Greater", [output, graph.Constant(Scope, [classifier.Threshold], [])]);
        string number = graph.Node(
            Scope, "Cast", [isSecond], [OnnxAttribute.Of("to", (long)TensorProto.Types.DataType.Int64)]);
        return graph.Node(Scope, "Reshape", [number, graph.Constant(Scope, -1L)]);
    }

    private static string Texts(OnnxGraph graph, string number, string[] texts) => graph.TableNode(
        Scope,
        "LabelEncoder",
        number,
        OnnxAttribute.Of("keys_int64s", Enumerable.Range(0, texts.Length)),
        OnnxAttribute.Of("values_strings", texts));
}

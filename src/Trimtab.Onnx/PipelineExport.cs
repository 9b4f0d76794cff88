using Onnx;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>Writes an estimator that has learned, with the steps before it.</summary>
internal static class PipelineExport
{
    /// <summary>The model of an estimator.</summary>
    /// <exception cref="TrimtabException">It is no net, or a part of it has no ONNX form.</exception>
    public static ModelProto ModelOf(IFitted fitted)
    {
        var transformers = new List<FittedTransformer>();
        var net = NetOf(fitted, transformers);
        var graph = new OnnxGraph();
        string value = transformers.Count == 0
            ? graph.Input("input", net.Model.InputShape)
            : Prepared(graph, transformers, net.Model.InputShape);
        string output = NetExport.Write(graph, value, net.Model);
        graph.Output("output", output, net.Model.OutputShape);
        if (net is FittedNetworkClassifier classifier)
        {
            LabelNodes.Write(graph, output, classifier);
        }

        return graph.End();
    }

    /// <summary>The net of an estimator; the transformers before it are appended to a list.</summary>
    private static FittedNetwork NetOf(IFitted fitted, List<FittedTransformer> transformers)
    {
        switch (fitted)
        {
            case FittedNetwork net:
                return net;
            case FittedPipeline pipeline:
                transformers.AddRange(pipeline.Steps.Transformers);
                return NetOf(pipeline.Estimator, transformers);
            case FittedSearch { Result.BestEstimator: { } best }:
                return NetOf(best, transformers);
            default:
                throw new TrimtabException("An estimator that is exported to ONNX must be a net, or a pipeline or search of one. "
                    + $"Got {fitted.GetType().Name}: save it as its own library does.");
        }
    }

    private static string Prepared(OnnxGraph graph, List<FittedTransformer> transformers, Shape net)
    {
        var value = new StepValue(graph, Input(graph, transformers[0]), transformers[0].Features);
        foreach (var transformer in transformers)
        {
            value = StepExport.Write(transformer, value);
        }

        return net.Count == 1 ? value.Name : value.Node("Reshape", value.Name, value.Integers([-1, .. net.Select(size => (long)size)]));
    }

    /// <summary>The features of the rows as they come: one input, or where a column has texts one a column.</summary>
    private static string Input(OnnxGraph graph, FittedTransformer first)
    {
        if (!first.Columns.Any(column => column.IsCategorical))
        {
            return graph.Input("input", [first.Features]);
        }

        string[] columns =
        [
            .. first.Columns.Select(column => column.Categories is { } texts
                ? Numbered(graph, graph.Input(column.Name, [1], TensorProto.Types.DataType.String), texts)
                : graph.Input(column.Name, [1])),
        ];
        return graph.Node("columns", "Concat", columns, [OnnxAttribute.Of("axis", 1)]);
    }

    /// <summary>The numbers of texts; NaN for an empty one, −1 for one that was not learned.</summary>
    private static string Numbered(OnnxGraph graph, string input, IReadOnlyList<string> texts)
    {
        string[] keys = texts.Contains("") ? [.. texts] : [.. texts, ""];
        return graph.TableNode(
            input,
            "LabelEncoder",
            input,
            OnnxAttribute.Of("keys_strings", keys),
            OnnxAttribute.Of("values_floats", keys.Select((_, number) => number < texts.Count ? number : float.NaN)),
            OnnxAttribute.Of("default_float", -1f));
    }
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Writes the layers of a net.</summary>
internal static class NetExport
{
    /// <summary>Writes a net that is applied to a value of its input shape.</summary>
    /// <returns>The name of its output.</returns>
    /// <exception cref="TrimtabException">It is too large, or a layer has no ONNX form.</exception>
    public static string Write(OnnxGraph graph, string input, NeuralNetwork model)
    {
        const int MostParameters = int.MaxValue / 2 / sizeof(float);
        if (model.ParameterCount > MostParameters)
        {
            throw new TrimtabException(
                Invariant($"An ONNX file holds up to {MostParameters} parameters. This net has {model.ParameterCount}."));
        }

        var values = new List<string> { input };
        var weights = model.GetWeights();
        foreach (var (node, i) in model.Graph.Nodes.Select((node, i) => (node, i)))
        {
            var scope = new LayerScope(
                graph,
                model.Layers[i].Name!,
                model.Layers[node.SharedWith ?? i].Name!,
                node.Inputs.Select(number => (values[number], model.Graph.OutputOf(number - 1))),
                model.Graph.OutputOf(i),
                weights);
            values.Add(node.Mask is null
                ? LayerExport.Of(node.Layer).Write(node.Layer, scope)
                : throw scope.Refuse(node.Layer.Kind, "it leaves out masked steps: ONNX's do so at the end of a row only."));
        }

        return values[^1];
    }
}

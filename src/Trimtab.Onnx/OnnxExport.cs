using Google.Protobuf;
using Onnx;
using Trimtab.Files;
using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Nets as ONNX models, opset 17, which ONNX Runtime and other programs run. Stateless; thread-safe.</summary>
public static class OnnxExport
{
    /// <summary>Writes a net to an ONNX file, atomically, as it predicts: without dropout, noise and augmentation.</summary>
    /// <remarks>
    /// <code>
    /// model.ExportOnnx("net.onnx");
    /// </code>
    /// The model's input <c>input</c> has the rows' shape here, images as (rows, columns, channels), behind a batch axis of any length; its
    /// output <c>output</c> is (rows, outputs). Both are float32.
    /// </remarks>
    /// <param name="model">A compiled net.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="TrimtabException">
    /// The net is not compiled, or a layer of it has no ONNX form; the message names the layer and says why.
    /// </exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file can't be written; what was there before is unchanged.</exception>
    public static void ExportOnnx(this NeuralNetwork model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        if ((long)model.ParameterCount * sizeof(float) > int.MaxValue / 2)
        {
            throw new TrimtabException(
                Invariant($"An ONNX file holds up to {int.MaxValue / 2 / sizeof(float)} parameters. This net has {model.ParameterCount}."));
        }

        AtomicFile.Write(path, ModelOf(model).ToByteArray());
    }

    private static ModelProto ModelOf(NeuralNetwork model)
    {
        var graph = new OnnxGraph(model.InputShape);
        var values = new List<string> { OnnxGraph.InputName };
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

        return graph.End(values[^1], model.OutputShape);
    }
}

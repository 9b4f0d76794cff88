using Google.Protobuf;
using Trimtab.Files;
using Trimtab.ModelSelection;
using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>
/// Nets, alone or behind the steps of a pipeline, as ONNX models of opset 17, which ONNX Runtime and other programs run. Stateless;
/// thread-safe.
/// </summary>
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
        var graph = new OnnxGraph();
        graph.Output("output", NetExport.Write(graph, graph.Input("input", model.InputShape), model), model.OutputShape);
        AtomicFile.Write(path, graph.End().ToByteArray());
    }

    /// <summary>
    /// Writes a trained net, and the steps of the pipeline before it, to an ONNX file, atomically: the winner of a search as it predicts
    /// rows as they come.
    /// </summary>
    /// <remarks>
    /// <code>
    /// SearchResult result = new GridSearchCV(estimator, grid).Fit(rows); // a pipeline of steps and a net
    /// result.BestEstimator!.ExportOnnx("best.onnx");
    /// </code>
    /// <para>
    /// The input of rows without texts is <c>input</c>: (rows, features) float32, or a net's own shape where there are no steps. Where a
    /// column has texts there is an input a column, called as it is, (rows, 1): strings for texts, of which an empty one is missing, and
    /// float32 for numbers.
    /// </para>
    /// <para>
    /// The output <c>output</c> is what the net gives, (rows, outputs). A classifier has a second, <c>label</c>, (rows): the labels as
    /// strings, or as 64-bit integers where they are whole numbers. A category that was not learned and is an error here is encoded as
    /// zeros there, because a model can't refuse a row.
    /// </para>
    /// </remarks>
    /// <param name="fitted">A trained net, a pipeline of one, or a finished search that chose one.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="TrimtabException">
    /// The estimator is no net, or a layer or a step has no ONNX form; the message names it and says why.
    /// </exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file can't be written; what was there before is unchanged.</exception>
    public static void ExportOnnx(this IFitted fitted, string path)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        AtomicFile.Write(path, PipelineExport.ModelOf(fitted).ToByteArray());
    }
}

using Onnx;
using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>The vector of each whole number.</summary>
internal sealed class EmbeddingExport : LayerExport<Embedding>
{
    /// <inheritdoc/>
    protected override string Write(Embedding layer, LayerScope scope) => scope.Node(
        "Gather",
        [
            scope.Constant(scope.Weights("embeddings"), layer.InputDim, layer.OutputDim),
            scope.Node("Cast", [scope.Value], OnnxAttribute.Of("to", (long)TensorProto.Types.DataType.Int64)),
        ]);
}

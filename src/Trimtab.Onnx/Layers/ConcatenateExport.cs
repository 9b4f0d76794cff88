using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>All inputs, joined along an axis.</summary>
internal sealed class ConcatenateExport : LayerExport<Concatenate>
{
    /// <inheritdoc/>
    protected override string Write(Concatenate layer, LayerScope scope) =>
        scope.Node("Concat", scope.Values, OnnxAttribute.Of("axis", layer.Axis));
}

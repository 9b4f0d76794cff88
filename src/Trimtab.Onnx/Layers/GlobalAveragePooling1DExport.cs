using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Mean of each channel.</summary>
internal sealed class GlobalAveragePooling1DExport : LayerExport<GlobalAveragePooling1D>
{
    /// <inheritdoc/>
    protected override string Write(GlobalAveragePooling1D layer, LayerScope scope) =>
        scope.Node("ReduceMean", [scope.Value], OnnxAttribute.Of("axes", [1]), OnnxAttribute.Of("keepdims", 0));
}

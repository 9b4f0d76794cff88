using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Mean of each channel.</summary>
internal sealed class GlobalAveragePooling2DExport : LayerExport<GlobalAveragePooling2D>
{
    /// <inheritdoc/>
    protected override string Write(GlobalAveragePooling2D layer, LayerScope scope) =>
        scope.Node("ReduceMean", [scope.Value], OnnxAttribute.Of("axes", [1, 2]), OnnxAttribute.Of("keepdims", 0));
}

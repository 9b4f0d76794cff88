using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Maximum of each channel.</summary>
internal sealed class GlobalMaxPooling2DExport : LayerExport<GlobalMaxPooling2D>
{
    /// <inheritdoc/>
    protected override string Write(GlobalMaxPooling2D layer, LayerScope scope) =>
        scope.Node("ReduceMax", [scope.Value], OnnxAttribute.Of("axes", [1, 2]), OnnxAttribute.Of("keepdims", 0));
}

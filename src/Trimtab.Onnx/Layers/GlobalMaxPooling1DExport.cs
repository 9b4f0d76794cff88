using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Maximum of each channel.</summary>
internal sealed class GlobalMaxPooling1DExport : LayerExport<GlobalMaxPooling1D>
{
    /// <inheritdoc/>
    protected override string Write(GlobalMaxPooling1D layer, LayerScope scope) =>
        scope.Node("ReduceMax", [scope.Value], OnnxAttribute.Of("axes", [1]), OnnxAttribute.Of("keepdims", 0));
}

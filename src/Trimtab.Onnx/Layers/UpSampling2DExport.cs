using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Each cell several times.</summary>
internal sealed class UpSampling2DExport : LayerExport<UpSampling2D>
{
    /// <inheritdoc/>
    protected override string Write(UpSampling2D layer, LayerScope scope) => scope.Node(
        "Resize",
        [scope.Value, "", scope.Constant([1, layer.Size.Rows, layer.Size.Columns, 1], 4)],
        OnnxAttribute.Of("mode", "nearest"),
        OnnxAttribute.Of("nearest_mode", "floor"),
        OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"));
}

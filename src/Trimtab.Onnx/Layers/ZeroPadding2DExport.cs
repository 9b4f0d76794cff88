using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Zeros around an image.</summary>
internal sealed class ZeroPadding2DExport : LayerExport<ZeroPadding2D>
{
    /// <inheritdoc/>
    protected override string Write(ZeroPadding2D layer, LayerScope scope)
    {
        var margins = layer.Padding;
        return scope.Node(
            "Pad", [scope.Value, scope.Integers(0, margins.Top, margins.Left, 0, 0, margins.Bottom, margins.Right, 0), scope.Scalar(0)]);
    }
}

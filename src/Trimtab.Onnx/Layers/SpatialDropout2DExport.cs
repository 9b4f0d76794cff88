using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class SpatialDropout2DExport : LayerExport<SpatialDropout2D>
{
    /// <inheritdoc/>
    protected override string Write(SpatialDropout2D layer, LayerScope scope) => scope.Value;
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Mean of each window; cells of padding do not count.</summary>
internal sealed class AveragePooling2DExport : LayerExport<AveragePooling2D>
{
    /// <inheritdoc/>
    protected override string Write(AveragePooling2D layer, LayerScope scope) =>
        scope.Pool("AveragePool", Convolution.Along(scope, layer.PoolSize, layer.Strides ?? layer.PoolSize, layer.Padding));
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Maximum of each window; cells of padding do not count.</summary>
internal sealed class MaxPooling2DExport : LayerExport<MaxPooling2D>
{
    /// <inheritdoc/>
    protected override string Write(MaxPooling2D layer, LayerScope scope) =>
        scope.Pool("MaxPool", Convolution.Along(scope, layer.PoolSize, layer.Strides ?? layer.PoolSize, layer.Padding));
}

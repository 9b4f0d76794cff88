using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Maximum of each window; steps of padding do not count.</summary>
internal sealed class MaxPooling1DExport : LayerExport<MaxPooling1D>
{
    /// <inheritdoc/>
    protected override string Write(MaxPooling1D layer, LayerScope scope) =>
        scope.Pool("MaxPool", Layer.Along(scope.Input[0], layer.PoolSize, layer.Strides ?? layer.PoolSize, layer.Padding));
}

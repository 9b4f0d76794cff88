using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Mean of each window; steps of padding do not count.</summary>
internal sealed class AveragePooling1DExport : LayerExport<AveragePooling1D>
{
    /// <inheritdoc/>
    protected override string Write(AveragePooling1D layer, LayerScope scope) =>
        scope.Pool("AveragePool", Layer.Along(scope.Input[0], layer.PoolSize, layer.Strides ?? layer.PoolSize, layer.Padding));
}

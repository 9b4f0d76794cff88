using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class GaussianNoiseExport : LayerExport<GaussianNoise>
{
    /// <inheritdoc/>
    protected override string Write(GaussianNoise layer, LayerScope scope) => scope.Value;
}

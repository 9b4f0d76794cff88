using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class RandomContrastExport : LayerExport<RandomContrast>
{
    /// <inheritdoc/>
    protected override string Write(RandomContrast layer, LayerScope scope) => scope.Value;
}

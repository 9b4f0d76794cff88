using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class RandomZoomExport : LayerExport<RandomZoom>
{
    /// <inheritdoc/>
    protected override string Write(RandomZoom layer, LayerScope scope) => scope.Value;
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Axes in another order.</summary>
internal sealed class PermuteExport : LayerExport<Permute>
{
    /// <inheritdoc/>
    protected override string Write(Permute layer, LayerScope scope) => scope.Transpose(scope.Value, [0, .. layer.Dims]);
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>(x₁ + x₂ + …) / n.</summary>
internal sealed class AverageExport : LayerExport<AverageLayer>
{
    /// <inheritdoc/>
    protected override string Write(AverageLayer layer, LayerScope scope) => scope.Node("Mean", scope.Values);
}

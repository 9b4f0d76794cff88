using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>x₁ + x₂ + ….</summary>
internal sealed class AddExport : LayerExport<Add>
{
    /// <inheritdoc/>
    protected override string Write(Add layer, LayerScope scope) => scope.Node("Sum", scope.Values);
}

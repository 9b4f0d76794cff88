using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>x₁ · x₂ · ….</summary>
internal sealed class MultiplyExport : LayerExport<Multiply>
{
    /// <inheritdoc/>
    protected override string Write(Multiply layer, LayerScope scope) =>
        scope.Values.Aggregate((product, value) => scope.Node("Mul", [product, value]));
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>f(xW + b).</summary>
internal sealed class DenseExport : LayerExport<Dense>
{
    /// <inheritdoc/>
    protected override string Write(Dense layer, LayerScope scope) => scope.Activate(
        layer,
        layer.Activation,
        scope.AddWeights(
            scope.Node("MatMul", [scope.Value, scope.Constant(scope.Weights("kernel"), scope.Input[^1], layer.Units)]), "bias"));
}

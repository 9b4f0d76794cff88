using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>f(x).</summary>
internal sealed class ActivationExport : LayerExport<ActivationLayer>
{
    /// <inheritdoc/>
    protected override string Write(ActivationLayer layer, LayerScope scope) => scope.Activate(layer, layer.Activation, scope.Value);
}

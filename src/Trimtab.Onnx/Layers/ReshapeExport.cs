using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>The same numbers in another shape.</summary>
internal sealed class ReshapeExport : LayerExport<Reshape>
{
    /// <inheritdoc/>
    protected override string Write(Reshape layer, LayerScope scope) => scope.Reshape(scope.Value, scope.Output);
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>The same numbers in one axis.</summary>
internal sealed class FlattenExport : LayerExport<Flatten>
{
    /// <inheritdoc/>
    protected override string Write(Flatten layer, LayerScope scope) => scope.Reshape(scope.Value, scope.Output);
}

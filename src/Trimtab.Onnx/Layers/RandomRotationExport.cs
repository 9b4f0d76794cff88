using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class RandomRotationExport : LayerExport<RandomRotation>
{
    /// <inheritdoc/>
    protected override string Write(RandomRotation layer, LayerScope scope) => scope.Value;
}

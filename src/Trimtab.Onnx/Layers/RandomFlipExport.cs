using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class RandomFlipExport : LayerExport<RandomFlip>
{
    /// <inheritdoc/>
    protected override string Write(RandomFlip layer, LayerScope scope) => scope.Value;
}

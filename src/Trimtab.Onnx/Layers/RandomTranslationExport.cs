using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class RandomTranslationExport : LayerExport<RandomTranslation>
{
    /// <inheritdoc/>
    protected override string Write(RandomTranslation layer, LayerScope scope) => scope.Value;
}

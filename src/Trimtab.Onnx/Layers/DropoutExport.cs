using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Changes nothing outside of training.</summary>
internal sealed class DropoutExport : LayerExport<Dropout>
{
    /// <inheritdoc/>
    protected override string Write(Dropout layer, LayerScope scope) => scope.Value;
}

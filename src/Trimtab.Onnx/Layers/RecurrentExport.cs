using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A recurrent layer.</summary>
internal sealed class RecurrentExport : LayerExport<RecurrentLayer>
{
    /// <inheritdoc/>
    protected override string Write(RecurrentLayer layer, LayerScope scope) =>
        Recurrence.Of(layer, scope).Write(layer, scope, "", keepsPlaces: false);
}

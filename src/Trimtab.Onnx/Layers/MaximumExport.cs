using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>The largest, element by element.</summary>
internal sealed class MaximumExport : LayerExport<Maximum>
{
    /// <inheritdoc/>
    protected override string Write(Maximum layer, LayerScope scope) => scope.Node("Max", scope.Values);
}

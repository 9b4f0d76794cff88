using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>Some of the features.</summary>
internal sealed class SliceExport : StepExport<ColumnSlice.Fitted>
{
    /// <inheritdoc/>
    protected override StepValue Write(ColumnSlice.Fitted fitted, StepValue features) => features.Take(fitted.Positions);
}

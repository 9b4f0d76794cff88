using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>The features as they are.</summary>
internal sealed class PassthroughExport : StepExport<Passthrough.Fitted>
{
    /// <inheritdoc/>
    protected override StepValue Write(Passthrough.Fitted fitted, StepValue features) => features;
}

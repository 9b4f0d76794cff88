using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>The branches side by side.</summary>
internal sealed class ColumnsExport : StepExport<FittedColumns>
{
    /// <inheritdoc/>
    protected override StepValue Write(FittedColumns fitted, StepValue features) => features.Join(
        [.. fitted.Branches.Select(branch => branch.Steps.Transformers.Aggregate(StepExport.Write(branch.Slice, features), Behind))]);

    private static StepValue Behind(StepValue features, FittedTransformer fitted) => StepExport.Write(fitted, features);
}

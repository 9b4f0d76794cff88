using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>The value that was learned in place of NaN, and behind the features which were NaN.</summary>
internal sealed class ImputerExport : StepExport<FittedImputer>
{
    /// <inheritdoc/>
    protected override StepValue Write(FittedImputer fitted, StepValue features)
    {
        var parts = new List<StepValue>();
        if (fitted.Kept.Count > 0)
        {
            var kept = features.Take(fitted.Kept);
            string isMissing = kept.Node("IsNaN", kept.Name);
            parts.Add(kept with { Name = kept.Node("Where", isMissing, kept.Numbers([.. fitted.Fill]), kept.Name) });
        }

        if (fitted.Indicated.Count > 0)
        {
            var indicated = features.Take(fitted.Indicated);
            parts.Add(indicated with { Name = indicated.Missing() });
        }

        return features.Join(parts);
    }
}

using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Leaves rows as they are: the choice of a search to leave a step out.</summary>
/// <remarks>
/// <code>
/// var grid = new ParameterGrid { ["scale"] = ["standard_scaler", "robust_scaler", "passthrough"] };
/// </code>
/// </remarks>
[Named("passthrough")]
public sealed record Passthrough : Transformer
{
    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data) => new Fitted(data);

    /// <summary>Leaves rows as they are.</summary>
    internal sealed class Fitted(Dataset learnedFrom) : FittedTransformer(learnedFrom)
    {
        protected override Dataset Apply(Dataset data) => data;
    }
}

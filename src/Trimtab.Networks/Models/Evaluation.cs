namespace Trimtab.Networks;

/// <summary>A net judged on some rows.</summary>
/// <param name="Loss">The mean loss per row, with the penalties of regularizers.</param>
/// <param name="Measures">Every metric of the compiled net, by name; not the loss.</param>
public sealed record Evaluation(double Loss, IReadOnlyDictionary<string, double> Measures)
{
    /// <summary>The metric called <paramref name="measure"/>, or "loss".</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public double this[string measure] => measure == "loss" ? Loss
        : Measures.TryGetValue(measure, out double value) ? value
        : throw new UnknownNameException("measure", measure, ["loss", .. Measures.Keys]);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

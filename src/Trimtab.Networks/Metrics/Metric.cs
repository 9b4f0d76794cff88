namespace Trimtab.Networks;

/// <summary>A metric, evaluated in addition to the loss. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Names convert implicitly:
/// <code>
/// model.Compile("adam", "categorical_crossentropy", "accuracy", new TopKCategoricalAccuracy { K = 3 });
/// </code>
/// </remarks>
public abstract record Metric
{
    /// <summary>All metrics that can be created by name.</summary>
    public static Catalog<Metric> Catalog => PartCatalog<Metric>.All;

    /// <summary>Name of the metric in histories and logs. Default: its name in the catalog.</summary>
    public virtual string Name => Catalog.NameOf(this) ?? GetType().Name;

    /// <summary>Direction of improvement, used by callbacks that monitor the metric.</summary>
    public abstract Direction Direction { get; }

    /// <summary>The metric called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No metric has this name.</exception>
    public static implicit operator Metric(string name) => Catalog.Create(name);

    /// <summary>Computes the metric over all rows of an epoch or an evaluation, exactly (not as a mean over batches).</summary>
    /// <param name="targets">Targets, n × <paramref name="targetColumns"/>, row-major.</param>
    /// <param name="targetColumns">Targets per row: 1 (class number or value) or <paramref name="outputs"/> (one-hot or values).</param>
    /// <param name="predictions">Predictions, n × <paramref name="outputs"/>, row-major.</param>
    /// <param name="outputs">Outputs of the net per row.</param>
    public abstract double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs);

    /// <summary>The same with a weight for each row, as Keras's weighted metrics; see <see cref="WeightedMetric"/>.</summary>
    /// <param name="targets">Targets, n × <paramref name="targetColumns"/>, row-major.</param>
    /// <param name="targetColumns">Targets per row.</param>
    /// <param name="predictions">Predictions, n × <paramref name="outputs"/>, row-major.</param>
    /// <param name="outputs">Outputs of the net per row.</param>
    /// <param name="weights">A weight of 0 or more for each row; empty where all rows count alike.</param>
    /// <exception cref="TrimtabException">There are weights, and the metric does not use any.</exception>
    public virtual double Evaluate(
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights) => weights.IsEmpty
        ? Evaluate(targets, targetColumns, predictions, outputs)
        : throw new TrimtabException($"The metric '{Name}' does not use weights: "
            + "override Evaluate with weights, or compile the net with it unweighted.");

    /// <summary>Whether a net computes it with the rows' weights, where they have some. Default false.</summary>
    public virtual bool UsesWeights => false;

    /// <summary>
    /// Whether a single target per row must be the number of a class; a net refuses rows that have another one. Default false.
    /// </summary>
    public virtual bool NeedsClassNumbers => false;

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}

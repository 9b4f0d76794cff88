namespace Trimtab.Networks;

/// <summary>A figure reported beside the loss. Immutable settings; thread-safe. Names convert.</summary>
public abstract record Metric
{
    /// <summary>Every metric that can be given by name.</summary>
    public static Catalog<Metric> Known => Known<Metric>.All;

    /// <summary>The name in the history and in progress lines.</summary>
    public virtual string Name => Known.NameOf(this) ?? GetType().Name;

    /// <summary>Whether less or more of it is better. Callbacks that watch it go by this, whatever its name.</summary>
    public abstract Direction Direction { get; }

    /// <summary>The metric called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Metric(string name) => Known.Create(name);

    /// <summary>The figure over all rows of an epoch or an evaluation, exactly (not a mean over batches).</summary>
    /// <param name="targets">n × <paramref name="targetColumns"/>, row-major.</param>
    /// <param name="targetColumns">1 (class number or value) or as many as <paramref name="outputs"/> (one-hot).</param>
    /// <param name="predictions">n × <paramref name="outputs"/>, row-major.</param>
    /// <param name="outputs">The net's outputs per row.</param>
    public abstract double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

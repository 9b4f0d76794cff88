using System.Numerics.Tensors;
using System.Text;
using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>Settings of a step before an estimator: it learns from training rows how to change features. Immutable; thread-safe.</summary>
/// <remarks>
/// What is learned is another object, a <see cref="FittedTransformer"/>. In a <see cref="ModelSelection.Pipeline"/> it is learned within
/// each fold, from its training rows alone. Names convert: <c>Transformer t = "standard_scaler";</c>. One of your own is a record with
/// <c>[Named("…")]</c>, in one file.
/// </remarks>
public abstract record Transformer
{
    private static readonly Lazy<Catalog<Transformer>> _all = new(() => Catalog<Transformer>.WithUsersOwn(typeof(Transformer).Assembly));

    /// <summary>Every transformer that can be given by name.</summary>
    public static Catalog<Transformer> Catalog => _all.Value;

    /// <summary>The names of its settings, in snake case: <c>with_mean</c> for <c>WithMean</c>; they are parameters of a search.</summary>
    public virtual IReadOnlyCollection<string> ParameterNames => SettingProperties.Of(GetType()).Names;

    /// <summary>
    /// Whether the transformed rows have the shape and columns of those that came, known without learning. Default: no.
    /// </summary>
    public virtual bool KeepsColumns => false;

    /// <summary>The transformer called <paramref name="name"/>, with its default settings.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Transformer(string name) => Catalog.Create(name);

    /// <summary>This transformer with some settings changed; the others stay as they are.</summary>
    /// <exception cref="UnknownNameException">A name is not one of <see cref="ParameterNames"/>.</exception>
    /// <exception cref="TrimtabException">A value does not fit its setting.</exception>
    public virtual Transformer With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var changed = parameters.Count == 0 ? this : SettingProperties.Of(GetType()).With(this, parameters);
        changed.CheckSettings();
        return changed;
    }

    /// <summary>
    /// Refuses settings that contradict one another, each of which may be right by itself. Called when the transformer becomes a step, when
    /// its settings are changed together, and before it learns. Default: nothing.
    /// </summary>
    /// <exception cref="TrimtabException">Settings contradict one another.</exception>
    public virtual void CheckSettings()
    {
    }

    /// <summary>
    /// Finds out, without learning, what <see cref="Fit"/> on such rows would refuse, as a column that is not there. Default: nothing.
    /// </summary>
    /// <exception cref="Exception">Whatever <see cref="Fit"/> would throw.</exception>
    public virtual void Check(Dataset data)
    {
    }

    /// <summary>Learns from every row. Features may be missing (NaN), but not infinite; targets are not looked at.</summary>
    /// <exception cref="TrimtabException">There are no rows, a feature is infinite, or the settings do not fit the rows.</exception>
    public FittedTransformer Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
        {
            throw new TrimtabException($"{GetType().Name} needs rows to learn from. Got none.");
        }

        CheckSettings();
        RequireNoInfinity(data);
        return Learn(data)
            ?? throw new TrimtabException($"Learn must return what was learned. {GetType().Name} returned null.");
    }

    /// <summary>Everything its result depends on besides the rows, as text; <see langword="null"/> where that can't be known.</summary>
    internal virtual string? Configuration => Catalog.NameOf(this) is { } name
        ? $"{name}: {InvariantText.WholeList([this])}{Catalog.BuildOf(this)}"
        : null;

    /// <summary>Learns from every row; there is one or more, and none is infinite.</summary>
    protected abstract FittedTransformer Learn(Dataset data);

    /// <summary>Writes nothing: what all transformers have follows from the type.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    private static void RequireNoInfinity(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            var features = data.FeaturesOf(row);
            if (!TensorPrimitives.IsFiniteAll(features) && TensorPrimitives.IsInfinityAny(features))
            {
                int column = features.ToArray().AsSpan().IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
                throw new TrimtabException("Features must not be infinite. "
                    + Invariant($"Row {row} has {features[column]} in {data.TitleOf(column)}; take the row out or correct it."));
            }
        }
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

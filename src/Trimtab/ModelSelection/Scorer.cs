using System.Text;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Scores a fitted estimator on rows; higher is always better (losses come negated, as <c>neg_…</c>). Thread-safe.</summary>
/// <remarks>
/// A custom scorer is a function: <c>Scorer.From("gap", s => …)</c>; one that is a mean over rows is a <see cref="RowScorer"/>. Names
/// convert: <c>Scorer s = "accuracy";</c>. Rows with weights count alike, unless the scorer <see cref="UsesWeights"/>.
/// </remarks>
public abstract record Scorer
{
    private static readonly Lazy<Catalog<Scorer>> _all = new(() => Catalog<Scorer>.WithUsersOwn(typeof(Scorer).Assembly));

    /// <summary>Every scorer that can be given by name.</summary>
    public static Catalog<Scorer> Catalog => _all.Value;

    /// <summary>The name in tables and columns; with <c>weighted_</c> in front where rows count by their weights.</summary>
    public virtual string Name => (UsesWeights ? "weighted_" : "") + (Catalog.NameOf(this) ?? GetType().Name);

    /// <summary>
    /// Whether each row counts by its weight (<see cref="Dataset.Weights"/>), as scikit-learn's <c>sample_weight</c>; rows without weights
    /// count alike. Default no.
    /// </summary>
    public bool UsesWeights { get; init; }

    /// <summary>The scorer called <paramref name="name"/>.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Scorer(string name) => Catalog.Create(name);

    /// <summary>Makes a scorer from a function.</summary>
    /// <param name="name">Its name in tables and columns; not blank.</param>
    /// <param name="score">Higher is better. Called from several threads.</param>
    /// <exception cref="ArgumentException">The name is blank, or an argument is null.</exception>
    public static Scorer From(string name, Func<ScoringContext, double> score)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(score);
        return new FunctionScorer(name, score);
    }

    /// <summary>The score. NaN is allowed and means "no score".</summary>
    public abstract double Score(ScoringContext context);

    /// <summary>
    /// The score, with numbers a row whose mean it is and whose variance, divided by the rows, is the score's; <see langword="null"/> where
    /// there are none.
    /// </summary>
    internal virtual (double Score, double[]? Rows) ScoreWithRows(ScoringContext context) => (Score(context), null);

    /// <summary>Writes the name, and whether weights are used if they are, so that the text of other scorers stays as it is.</summary>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Name = ").Append(Name).Append(UsesWeights ? ", UsesWeights = True" : "");
        return true;
    }

    private sealed record FunctionScorer(string Title, Func<ScoringContext, double> Function) : Scorer
    {
        public override string Name => Title;

        public override double Score(ScoringContext context) => Function(context);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>
/// Input of scorers: a fitted estimator, rows and their predictions, which several scorers share. Not thread-safe: one context a fold.
/// </summary>
/// <param name="fitted">The fitted estimator.</param>
/// <param name="data">The rows to score on.</param>
public sealed class ScoringContext(IFitted fitted, Dataset data)
{
    private Prediction? _prediction;
    private double[]? _truth, _weights;

    /// <summary>The fitted estimator.</summary>
    public IFitted Fitted => fitted;

    /// <summary>The rows to score on.</summary>
    public Dataset Data => data;

    /// <summary>Predictions for <see cref="Data"/>, made once.</summary>
    public Prediction Prediction => _prediction ??= fitted.Predict(data)
        ?? throw new TrimtabException($"Predict must return predictions. {fitted.GetType().Name} returned null.");

    /// <summary>
    /// The true class or value of each row (<see cref="Dataset.Labels"/>). Where rows and predictions have labels, the same label has the
    /// same number: that of <see cref="Prediction.Classes"/>.
    /// </summary>
    /// <exception cref="TrimtabException">The rows have no targets, or one is of a class that was not learned.</exception>
    public double[] Truth => _truth ??= data.Classes is null ? data.Labels() : TrueClasses.Of(data, Prediction, IsOfOneDataset);

    /// <summary>
    /// Whether the rows and those that were learned from are of one data set, as in folds: a class of which a fold has no row to learn from
    /// is then counted as wrong, and not refused.
    /// </summary>
    internal bool IsOfOneDataset { get; init; }

    /// <summary>How much each row counts for a scorer: empty, all alike, unless it uses weights and the rows have some.</summary>
    public ReadOnlySpan<double> WeightsFor(Scorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        return scorer.UsesWeights ? _weights ??= [.. data.Weights ?? []] : [];
    }
}

using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>
/// Scores a whole search: on every outer fold, it searches the training rows by folds of its own, and its best candidate is scored on test
/// rows that neither training nor choice has seen.
/// </summary>
/// <remarks>
/// The score of a search's best candidate is too good, because it was chosen by it; this one is not. Sources: Cawley and Talbot, "On
/// Over-fitting in Model Selection" (JMLR 11, 2010); scikit-learn's cross-validation of a <c>GridSearchCV</c>, whose scores these are.
/// <code>
/// var search = new GridSearchCV(model, new() { ["epochs"] = [5, 10] }) { Cv = 3 };
/// var nested = new NestedCrossValidate(search) { Cv = 5, Scoring = ["accuracy"] }.Fit(train);
/// Console.WriteLine($"{nested.Mean} with a standard error of {nested.StandardError}: {string.Join(" | ", nested.BestParameters)}");
/// </code>
/// </remarks>
public sealed record NestedCrossValidate : CrossValidation
{
    /// <summary>Scores <paramref name="search"/>.</summary>
    /// <param name="search">The search, with its own folds; it must not have Refit = None or Groups (those go with the rows).</param>
    public NestedCrossValidate(CandidateSearch search)
        : base(new TunedEstimator(search))
    {
    }

    /// <summary>Searches and scores every outer fold. The first error ends it.</summary>
    /// <exception cref="TrimtabException">The data can't be split or learned from.</exception>
    /// <exception cref="SearchFailedException">A search or a score failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public NestedResult Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var own = Scorer.From("score", context => context.Fitted.Score(context.Data));
        var (folds, contexts, result) = FoldPredictions.Of(this, Scoring.Count > 0 ? Scoring : [own], data, cancellationToken);
        return new(result, [.. contexts.Select(context => ((FittedSearch)context.Fitted).Result)])
        {
            StandardErrors = result.Test.Keys.ToDictionary(scorer => scorer, scorer => StandardErrorOf(result, scorer, folds)),
        };
    }

    /// <summary>As a search's own summary has it of its best candidate.</summary>
    private static double StandardErrorOf(CandidateResult result, string scorer, IReadOnlyList<Fold> folds)
    {
        var results = new CvResults([result], [.. result.Test.Keys]);
        return results.HasScore(0, scorer) ? SearchStatistics.Of(results, 0, scorer, folds).StandardError : double.NaN;
    }
}

/// <summary>Scores of a search, by outer fold. Immutable.</summary>
/// <param name="Outer">Scores of the outer folds' test rows, by scorer; <c>score</c> where there is one.</param>
/// <param name="Inner">The search of each outer fold's training rows.</param>
public sealed record NestedResult(CandidateResult Outer, IReadOnlyList<SearchResult> Inner)
{
    /// <summary>Mean score over the outer folds, by the first scorer: what to expect of the search on new rows.</summary>
    public double Mean => Outer.Test.Values.First().Mean;

    /// <summary>
    /// The standard error of <see cref="Mean"/>; NaN with fewer than three folds, or where nothing varies. It is larger than that of
    /// independent folds, as these share training rows: of k folds √((1/k + 1/(k − 1))·s²), s² the variance between folds (Nadeau and
    /// Bengio, Inference for the generalization error, 2003).
    /// </summary>
    public double StandardError => StandardErrors.GetValueOrDefault(Outer.Test.Keys.First(), double.NaN);

    /// <summary>The standard error of the mean over the outer folds, by scorer, as <see cref="StandardError"/>.</summary>
    public IReadOnlyDictionary<string, double> StandardErrors { get; internal init; } = new Dictionary<string, double>();

    /// <summary>The best parameters of each outer fold's search: whether they agree.</summary>
    public IEnumerable<Spaces.ParameterSet> BestParameters => Inner.Select(search => search.BestParameters);

    /// <summary>The mean scores of the outer folds with their standard errors, in one line.</summary>
    public override string ToString() => string.Join(", ", Outer.Test.Select(scorer => $"{scorer.Key} {Text(scorer.Key, scorer.Value)}"));

    private string Text(string scorer, FoldScores scores)
    {
        double error = StandardErrors.GetValueOrDefault(scorer, double.NaN);
        string mean = Invariant($"{scores.Mean:F5}");
        return double.IsNaN(error) ? $"{mean} over {InvariantText.Count(scores.Folds.Count, "fold")}, without a standard error"
            : Invariant($"{mean} ± {error:G2} (standard error)");
    }
}

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
/// Console.WriteLine($"{nested.Outer.Test["accuracy"]} with {string.Join(" | ", nested.BestParameters)}");
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
        var (_, contexts, result) = FoldPredictions.Of(this, Scoring.Count > 0 ? Scoring : [own], data, cancellationToken);
        return new(result, [.. contexts.Select(context => ((FittedSearch)context.Fitted).Result)]);
    }
}

/// <summary>Scores of a search, by outer fold. Immutable.</summary>
/// <param name="Outer">Scores of the outer folds' test rows, by scorer; <c>score</c> where none was named.</param>
/// <param name="Inner">The search of each outer fold's training rows.</param>
public sealed record NestedResult(CandidateResult Outer, IReadOnlyList<SearchResult> Inner)
{
    /// <summary>The best parameters of each outer fold's search: whether they agree.</summary>
    public IEnumerable<Spaces.ParameterSet> BestParameters => Inner.Select(search => search.BestParameters);

    /// <summary>The scores of the outer folds in one line.</summary>
    public override string ToString() => Outer.ToString();
}

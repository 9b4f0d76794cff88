namespace Trimtab.ModelSelection;

/// <summary>A search that was cancelled, with what it had found.</summary>
/// <param name="partial">The candidates all of whose folds were done.</param>
/// <param name="cancellationToken">The token that was cancelled.</param>
public sealed class SearchCancelledException(SearchResult partial, CancellationToken cancellationToken)
    : OperationCanceledException(Invariant($"The search was cancelled after {partial.CvResults.Count} candidates; ")
        + "they are in Partial.", cancellationToken)
{
    /// <summary>
    /// The candidates all of whose folds were done; <see cref="SearchResult.IsComplete"/> where only training the best again was left.
    /// </summary>
    public SearchResult Partial { get; } = partial;
}

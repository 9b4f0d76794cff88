namespace Trimtab.ModelSelection;

/// <summary>
/// A search that found nothing to compare, or that <see cref="ErrorScore.Raise"/> ended at an error; with what was scored before.
/// </summary>
/// <param name="message">The rule, and what came.</param>
/// <param name="partial">The candidates all of whose folds were scored.</param>
/// <param name="cause">The exception of user code that led to it; null where there is none.</param>
public sealed class SearchFailedException(string message, SearchResult partial, Exception? cause) : TrimtabException(message, cause!)
{
    /// <summary>The candidates all of whose folds were scored, without a refit.</summary>
    public SearchResult Partial { get; } = partial;
}

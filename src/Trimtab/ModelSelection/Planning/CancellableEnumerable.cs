namespace Trimtab.ModelSelection.Planning;

/// <summary>Sequences that may be long: of the candidates of a search.</summary>
internal static class CancellableEnumerable
{
    extension<T>(IEnumerable<T> items)
    {
        /// <summary>The same items, as long as nothing is cancelled.</summary>
        /// <exception cref="OperationCanceledException">It was cancelled before the next item.</exception>
        public IEnumerable<T> Observing(CancellationToken cancellationToken)
        {
            foreach (var item in items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }
}

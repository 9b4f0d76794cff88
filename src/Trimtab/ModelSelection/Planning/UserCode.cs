namespace Trimtab.ModelSelection.Planning;

/// <summary>
/// The one place where exceptions of estimators, trainings, scorers and rules of a user's own are caught: they are outcomes.
/// </summary>
internal static class UserCode
{
    /// <summary>Runs user code and returns what it throws; <see langword="null"/> where it does not.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled: that is no outcome.</exception>
    public static Exception? Try(Action act, CancellationToken cancellationToken = default)
    {
        try
        {
            act();
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever it throws is an outcome.
        catch (Exception error)
        {
            return error;
        }
#pragma warning restore CA1031
    }
}

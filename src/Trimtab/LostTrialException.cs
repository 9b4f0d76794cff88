namespace Trimtab;

/// <summary>
/// A trial is no longer that of the attempt that writes to it: it was given back, because its worker was silent for longer than its lease,
/// or it has ended. Nothing was written. <c>OptimizeAsync</c> goes on with another trial.
/// </summary>
public sealed class LostTrialException : TrimtabException
{
    /// <summary>Makes one with a stock message.</summary>
    public LostTrialException()
        : this("The trial is another worker's by now.")
    {
    }

    /// <summary>Makes one that says <paramref name="message"/>.</summary>
    public LostTrialException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says <paramref name="message"/> and keeps its cause.</summary>
    public LostTrialException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

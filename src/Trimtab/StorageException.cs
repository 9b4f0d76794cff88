namespace Trimtab;

/// <summary>
/// A storage can't be read or written now: its disk is full, its server is away, its file is damaged. Nothing of the call is written, and
/// what calls that returned have written is kept.
/// </summary>
/// <remarks>A study that ends with it goes on once the cause is gone: call <c>OptimizeAsync</c> again, or open the study again.</remarks>
public sealed class StorageException : TrimtabException
{
    /// <summary>Makes one with a stock message.</summary>
    public StorageException()
        : this("The storage can't be read or written now.")
    {
    }

    /// <summary>Makes one that says <paramref name="message"/>.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says <paramref name="message"/> and keeps its cause.</summary>
    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

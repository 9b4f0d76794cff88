namespace Trimtab;

/// <summary>The root of what a caller of Trimtab may want to catch. The message says the rule, what came, and what to do.</summary>
public class TrimtabException : Exception
{
    /// <summary>Makes one with a stock message.</summary>
    public TrimtabException()
    {
    }

    /// <summary>Makes one that says <paramref name="message"/>.</summary>
    public TrimtabException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says <paramref name="message"/> and keeps its cause.</summary>
    public TrimtabException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Trimtab.Networks.Datasets;

/// <summary>A data set that cannot be found, fetched or read. The message names the file or the places looked at, and says what to do.</summary>
public sealed class DatasetException : TrimtabException
{
    /// <summary>Makes one with a stock message.</summary>
    public DatasetException()
    {
    }

    /// <summary>Makes one that says <paramref name="message"/>.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says <paramref name="message"/> and keeps its cause.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

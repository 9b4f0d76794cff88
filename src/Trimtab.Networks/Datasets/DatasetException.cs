namespace Trimtab.Networks.Datasets;

/// <summary>A dataset cannot be found, downloaded or read. The message names the file or the locations searched, and a remedy.</summary>
public sealed class DatasetException : TrimtabException
{
    /// <summary>Creates an exception with a default message.</summary>
    public DatasetException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and its cause.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

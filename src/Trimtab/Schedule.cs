namespace Trimtab;

/// <summary>Which results a suggestion may see.</summary>
public enum Schedule
{
    /// <summary>
    /// Trial k sees trials up to k − P, where P is the declared concurrency: the same seed gives the same study on any number of workers.
    /// </summary>
    Reproducible,

    /// <summary>Trial k sees whatever has finished: no worker ever waits, and two runs differ.</summary>
    Asynchronous,
}

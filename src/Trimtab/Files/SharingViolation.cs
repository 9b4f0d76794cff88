namespace Trimtab.Files;

/// <summary>Retries file operations that fail because another process has the file open.</summary>
internal static class SharingViolation
{
    private const int MaxAttempts = 400;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Error codes: EAGAIN on Linux and on macOS; sharing and lock violation on Windows.</summary>
    private static readonly int[] _codes = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether an operation failed because another process has the file open.</summary>
    public static bool Is(IOException error) => _codes.Contains(error.HResult);

    /// <summary>Runs an operation, and repeats it while another process excludes it, for about two seconds at most.</summary>
    /// <param name="open">The operation.</param>
    /// <param name="waits">Whether it is repeated; otherwise it is attempted once.</param>
    /// <exception cref="IOException">The operation failed for another reason, or at the last attempt.</exception>
    public static T Retry<T>(Func<T> open, bool waits = true)
    {
        for (int attempt = waits ? 1 : MaxAttempts; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (IOException error) when (attempt < MaxAttempts && Is(error))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(_pause);
            }
        }
    }
}

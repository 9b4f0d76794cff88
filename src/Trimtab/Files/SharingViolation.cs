namespace Trimtab.Files;

/// <summary>Retries file operations that fail because another process has the file open.</summary>
internal static class SharingViolation
{
    private const int MaxAttempts = 400;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Error codes: EAGAIN on Linux and on macOS; sharing and lock violation on Windows.</summary>
    private static readonly int[] _codes = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Runs an operation, and repeats it while another process excludes it, for about two seconds at most.</summary>
    /// <exception cref="IOException">The operation failed for another reason, or at the last attempt.</exception>
    public static T Retry<T>(Func<T> open)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (IOException error) when (attempt < MaxAttempts && _codes.Contains(error.HResult))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(_pause);
            }
        }
    }
}

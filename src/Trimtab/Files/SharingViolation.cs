namespace Trimtab.Files;

/// <summary>Another process has a file open in a way that excludes this one: it is waited for, not for ever.</summary>
internal static class SharingViolation
{
    private const int MostAttempts = 400;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    /// <summary>EAGAIN on Linux and on macOS; sharing and lock violation on Windows.</summary>
    private static readonly int[] _codes = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Does <paramref name="open"/>, again while another process excludes it, for about two seconds at most.</summary>
    /// <exception cref="IOException">The last attempt's.</exception>
    public static T Retry<T>(Func<T> open)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (IOException error) when (attempt < MostAttempts && _codes.Contains(error.HResult))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(_pause);
            }
        }
    }
}

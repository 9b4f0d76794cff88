namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// Reads a file while a program writes it: after pauses of a tenth of the time so far, of a millisecond at least and 100 at most.
/// </summary>
/// <remarks>
/// A pipe would say at once that there is something to read, but what is in it is lost with the process that reads it. The pauses decide
/// nothing but when a line is seen, so they are not those of a clock that tests move.
/// </remarks>
internal sealed class FileTail : IDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[LineReader.Block];

    /// <summary>Opens a file, which is there.</summary>
    public FileTail(string path) =>
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Reads to the file's end at the end of the program.</summary>
    /// <param name="reader">Gets what is read.</param>
    /// <param name="ended">Completes when the program has ended.</param>
    public async Task ReadAsync(LineReader reader, Task ended)
    {
        using var timer = new PeriodicTimer(_shortest, TimeProvider.System);
        for (bool isLast = false; !isLast;)
        {
            var tick = timer.WaitForNextTickAsync().AsTask();
            await Task.WhenAny(ended, tick).ConfigureAwait(false);
            isLast = ended.IsCompleted; // before it is read: what is added after is not the program's
            if (_file.Position > _file.Length)
            {
                reader.End();
                _file.Position = 0; // the program has emptied it, as "echo > /dev/stdout" does
            }

            long end = _file.Length; // what is added meanwhile is read next: it may be more than is read, without end
            for (int length; _file.Position < end && (length = _file.Read(_buffer)) > 0;)
            {
                reader.Add(_buffer.AsSpan(0, length));
            }

            var pause = timer.Period * 1.1;
            timer.Period = pause < _longest ? pause : _longest;
        }

        reader.End();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

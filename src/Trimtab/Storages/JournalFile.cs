using System.Text;
using System.Text.Json;
using Trimtab.Files;

namespace Trimtab.Storages;

/// <summary>The file of a journal: whole lines are read once, and appended under a lock. Not thread-safe.</summary>
/// <param name="path">The file; created by the first append.</param>
/// <param name="clock">Measures how long a lock is waited for.</param>
internal sealed class JournalFile(string path, TimeProvider clock)
{
    private const int BlockLength = 1 << 20;
    private const byte LineEnd = (byte)'\n';

    /// <summary>Whether appended lines are on disk, not only with the system, when they are written. Default: yes.</summary>
    public bool IsDurable { get; set; } = true;

    private readonly JournalReader _reader = new();
    private long _read;
    private long _lines;

    /// <summary>Bytes of the lines that have been read, and how many lines these are.</summary>
    public (long Bytes, long Lines) Read => (_read, _lines);

    /// <summary>Goes on after lines whose effect is known otherwise.</summary>
    public void Skip(long bytes, long lines) => (_read, _lines) = (bytes, lines);

    /// <summary>Reads the lines that were appended since the last call.</summary>
    /// <param name="apply">Gets each operation, in order.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="TrimtabException">A line is damaged, and another one follows it.</exception>
    public void ReadNew(Action<StorageOperation> apply) => ReadNew(apply, isLocked: false);

    /// <param name="apply">Gets each operation, in order.</param>
    /// <param name="isLocked">
    /// Whether nothing else appends meanwhile: a last line with its line end is whole then, and one that is damaged is an error.
    /// </param>
    private void ReadNew(Action<StorageOperation> apply, bool isLocked)
    {
        using var file = SharedFile.OpenReadIfExists(path);
        long length = file?.Length ?? 0;
        if (length < _read)
        {
            throw new TrimtabException(Invariant($"A journal must only grow. '{path}' had {_read} bytes and has {length}: open it anew."));
        }

        file?.Seek(_read, SeekOrigin.Begin);
        byte[] block = new byte[(int)Math.Min(BlockLength, Math.Max(1, length - _read))];
        int held = 0;
        while (file is not null && _read + held < length)
        {
            if (held == block.Length)
            {
                Array.Resize(ref block, 2 * block.Length); // a line longer than a block
            }

            int got = file.Read(block, held, (int)Math.Min(block.Length - held, length - _read - held));
            if (got == 0)
            {
                break;
            }

            held += got;
            int used = Apply(block.AsSpan(0, held), apply, isLast: !isLocked && _read + held >= length);
            block.AsSpan(used, held - used).CopyTo(block);
            (_read, held) = (_read + used, held - used);
        }
    }

    /// <summary>Reads what others have appended, and appends lines; no other process appends meanwhile.</summary>
    /// <param name="apply">Gets each operation that was read.</param>
    /// <param name="lines">
    /// Says, after that, which lines are appended; they are on disk when this returns, and
    /// <see cref="ReadNew(Action{StorageOperation})"/> goes on after them.
    /// </param>
    /// <exception cref="StorageException">They can't be written; what is written of them is removed, now or by the next append.</exception>
    /// <exception cref="TrimtabException">A line is damaged. Nothing is appended or removed then.</exception>
    public void Append(Action<StorageOperation> apply, Func<string> lines)
    {
        try
        {
            AppendLocked(apply, lines);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException) // thrown where a file has the largest size that its file system or user may have
        {
            throw new StorageException(
                $"A journal must be a file that can be written to, with room on its disk. '{path}' could not be: {error.Message} "
                + "Make room, and go on or open the study again: all that was written before is kept, and nothing of this step.",
                error);
        }
    }

    private void AppendLocked(Action<StorageOperation> apply, Func<string> lines)
    {
        using var turn = new JournalLock(path, clock);
        ReadNew(apply, isLocked: true);
        byte[] bytes = Encoding.ASCII.GetBytes(lines());
        if (bytes.Length == 0)
        {
            return;
        }

        using var file = SharedFile.OpenToAppend(path);
        file.SetLength(_read); // without a torn line, of a writer that was killed
        file.Seek(0, SeekOrigin.End);
        try
        {
            file.Write(bytes);
            file.Flush(IsDurable);
        }
        catch
        {
            file.SetLength(_read);
            throw;
        }

        _read += bytes.Length;
        _lines += bytes.AsSpan().Count(LineEnd);
    }

    /// <returns>Bytes of the lines that were applied.</returns>
    private int Apply(Span<byte> bytes, Action<StorageOperation> apply, bool isLast)
    {
        int used = 0;
        while (bytes[used..].IndexOf(LineEnd) is var length and >= 0)
        {
            var line = bytes.Slice(used, length);
            if (Parse(line, isLast && used + length + 1 == bytes.Length) is not { } operation)
            {
                break;
            }

            apply(operation);
            used += length + 1;
            _lines++;
        }

        return used;
    }

    /// <summary>The operation of a line; null where it is the last and damaged, as Optuna may be writing it.</summary>
    private StorageOperation? Parse(ReadOnlySpan<byte> line, bool isLast)
    {
        try
        {
            return _reader.Parse(_lines == 0 && line is [0xEF, 0xBB, 0xBF, ..] ? line[3..] : line);
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException)
        {
            return isLast ? null : throw new TrimtabException(
                Invariant($"Every line of a journal must be an operation in JSON. Line {_lines + 1} of '{path}' is not: {error.Message}"),
                error);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trimtab.Files;

namespace Trimtab.Caching;

/// <summary>
/// Cells as lines of a file: a checksum (the beginning of SHA-256), then JSON. Lines are only ever added; one that is damaged is left out.
/// </summary>
internal sealed class LedgerFile(string folder)
{
    private const int ChecksumLength = 8;
    private const byte LineEnd = (byte)'\n';

    private readonly Lock _gate = new();
    private readonly List<byte[]> _unwritten = []; // guarded by the gate, as the next
    private bool _isExcluded;
    private readonly string _path = Path.Combine(folder, $"cells-{EngineRevision.Current}.jsonl");

    /// <summary>Lines left out by <see cref="Read"/>.</summary>
    public int Damaged { get; private set; }

    /// <summary>Every cell that is whole; none where there is no file. Other processes may append meanwhile.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public List<(CellKey Key, Cell Cell)> Read()
    {
        var cells = new List<(CellKey, Cell)>();
        byte[] bytes = ReadWholeLines();
        foreach (var range in bytes.AsSpan().Split(LineEnd))
        {
            var line = bytes.AsSpan(range);
            if (Parse(line) is { } entry)
            {
                cells.Add((new(entry.Training, entry.Epoch), entry.Cell));
            }
            else
            {
                Damaged += line.IsEmpty ? 0 : 1;
            }
        }

        return cells;
    }

    /// <summary>
    /// Adds a line; it is on disk when this returns <see langword="true"/>. While another process excludes this one, lines are kept for the
    /// next write: the first waits about two seconds for the other process, and none after it until one was written.
    /// </summary>
    /// <exception cref="IOException">It can't be written; a part of the line may be there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written to, or is a folder.</exception>
    public bool Append(CellKey key, Cell cell)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new LedgerEntry(key.Training, key.Epoch, cell), LedgerJson.Default.LedgerEntry);
        byte[] line = [.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, LineEnd];
        return Write(() => _unwritten.Add(line), waits: false);
    }

    /// <summary>Writes the lines that are kept, if any; waits for another process again.</summary>
    /// <exception cref="IOException">They can't be written; a part of them may be there. They are not kept any longer.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file may not be written to, or is a folder. They are not kept any longer.
    /// </exception>
    public void WriteUnwritten() => Write(() => { }, waits: true);

    /// <returns>Whether no line is left unwritten.</returns>
    private bool Write(Action add, bool waits)
    {
        FileStream? file;
        lock (_gate)
        {
            add();
            if (_unwritten.Count == 0)
            {
                return true;
            }

            file = TryWrite(waits || !_isExcluded);
            _isExcluded = file is null;
        }

        using (file)
        {
            file?.Flush(flushToDisk: true); // others have their turn meanwhile: a disk may take longer than they wait
            return file is not null;
        }
    }

    /// <summary>The file with all lines written; null where another process excludes this one.</summary>
    private FileStream? TryWrite(bool waits)
    {
        try
        {
            var file = AppendAll(waits);
            _unwritten.Clear();
            return file;
        }
        catch (IOException error) when (SharingViolation.Is(error))
        {
            return null;
        }
        catch
        {
            _unwritten.Clear(); // what can't be written now, for another reason, is not tried again
            throw;
        }
    }

    /// <summary>Appends all lines, on one of their own where a crash cut the last one.</summary>
    private FileStream AppendAll(bool waits)
    {
        using var turn = Turn(waits);
        var file = SharedFile.OpenToAppend(_path, waits);
        try
        {
            file.Write([.. EndsTorn(file) ? [LineEnd] : Array.Empty<byte>(), .. _unwritten.SelectMany(line => line)]);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of the file; where a line at its end is unfinished, once the process that may be writing it is done.</summary>
    private byte[] ReadWholeLines()
    {
        using var file = SharedFile.OpenReadIfExists(_path);
        byte[] bytes = file is null ? [] : SharedFile.ReadAllBytes(file);
        if (bytes is not [.., not LineEnd])
        {
            return bytes;
        }

        try
        {
            using var turn = Turn(waits: true);
            return SharedFile.ReadAllBytes(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return bytes; // a folder that may be read only: this process does not finish the line
        }
    }

    private FileLock Turn(bool waits) => new(Path.ChangeExtension(_path, ".lock"), waits);

    /// <summary>Whether a crash cut the last line: the next must not continue it.</summary>
    private static bool EndsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != LineEnd;
    }

    private static LedgerEntry? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength
            || !line[..ChecksumLength].SequenceEqual(Encoding.ASCII.GetBytes(Checksum(line[(ChecksumLength + 1)..]))))
        {
            return null;
        }

        try
        {
            var entry = JsonSerializer.Deserialize(line[(ChecksumLength + 1)..], LedgerJson.Default.LedgerEntry);
            return entry is { Epoch: > 0, Cell: var cell } && IsTime(cell.FitTicks) && IsTime(cell.ScoreTicks)
                && cell.ReportsBefore >= 0 && cell.ReportsBefore <= int.MaxValue - cell.Epochs.Count && AreReports(cell.Epochs, entry.Epoch)
                ? entry
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether <paramref name="ticks"/> is a time that a training may take; sums of them can't overflow.</summary>
    public static bool IsTime(long ticks) => ticks is >= 0 and <= 366 * TimeSpan.TicksPerDay;

    /// <summary>Whether <paramref name="reports"/> are of a training that has done <paramref name="epoch"/> epochs.</summary>
    public static bool AreReports(IEnumerable<EpochReport?> reports, int epoch) =>
        reports.All(report => report is not null && report.Epoch >= 1 && report.Epoch <= epoch);

    private static string Checksum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..ChecksumLength];
}

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

    /// <summary>Adds a line; it is on disk when this returns.</summary>
    /// <exception cref="IOException">It can't be written; a part of the line may be there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written to, or is a folder.</exception>
    public void Append(CellKey key, Cell cell)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new LedgerEntry(key.Training, key.Epoch, cell), LedgerJson.Default.LedgerEntry);
        byte[] line = [.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, LineEnd];
        using var file = Write(line);
        file.Flush(flushToDisk: true); // others have their turn meanwhile: a disk may take longer than they wait
    }

    /// <summary>Adds a line, on one of its own where a crash cut the last one.</summary>
    private FileStream Write(byte[] line)
    {
        lock (_gate)
        {
            using var turn = Turn();
            bool endsTorn = EndsTorn();
            var file = SharedFile.OpenToAppend(_path);
            try
            {
                file.Write(endsTorn ? [LineEnd, .. line] : line);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
    }

    /// <summary>The bytes of the file; where a line at its end is unfinished, once whoever may be writing it is done.</summary>
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
            using var turn = Turn();
            return SharedFile.ReadAllBytes(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return bytes; // a folder that may be read only: this process does not finish the line
        }
    }

    private FileLock Turn() => new(Path.ChangeExtension(_path, ".lock"));

    /// <summary>Whether a crash cut the last line: the next must not continue it.</summary>
    private bool EndsTorn()
    {
        using var file = SharedFile.OpenReadIfExists(_path);
        if (file is null or { Length: 0 })
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

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trimtab.Training;

/// <summary>Cells as lines of a file: a checksum (the beginning of SHA-256), then JSON. Lines are only ever added; one that is damaged is left out.</summary>
internal sealed class LedgerFile
{
    /// <summary>How cells and snapshots are written: exactly, infinities and NaN included.</summary>
    public static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private const int ChecksumLength = 8;

    private readonly Lock _gate = new();
    private readonly string _path;

    public LedgerFile(string folder)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, $"cells-{EngineRevision.Current}.jsonl");
    }

    /// <summary>Lines left out by <see cref="Read"/>.</summary>
    public int Damaged { get; private set; }

    public IEnumerable<(CellKey Key, Cell Cell)> Read()
    {
        if (!File.Exists(_path))
        {
            yield break;
        }

        foreach (string line in File.ReadLines(_path).Where(line => line.Length > 0))
        {
            if (Parse(line) is { } entry)
            {
                yield return (new(entry.Training, entry.Epoch), entry.Cell);
            }
            else
            {
                Damaged++;
            }
        }
    }

    /// <summary>Adds a line; it is on disk when this returns.</summary>
    public void Append(CellKey key, Cell cell)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Entry(key.Training, key.Epoch, cell), Json);
        byte[] line = [.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, (byte)'\n'];
        lock (_gate)
        {
            using var file = OpenAlone();
            if (EndsTorn(file))
            {
                file.WriteByte((byte)'\n');
            }

            file.Write(line);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Opens the file for this process alone; another that writes is waited for.</summary>
    private FileStream OpenAlone()
    {
        const int Tries = 200;
        using var pause = new ManualResetEventSlim();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                file.Seek(0, SeekOrigin.End);
                return file;
            }
            catch (IOException) when (attempt < Tries && File.Exists(_path))
            {
                pause.Wait(TimeSpan.FromMilliseconds(25));
            }
        }
    }

    /// <summary>Whether a crash cut the last line: the next must not continue it.</summary>
    private static bool EndsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static Entry? Parse(string line)
    {
        if (line.Length <= ChecksumLength || Checksum(Encoding.UTF8.GetBytes(line[(ChecksumLength + 1)..])) != line[..ChecksumLength])
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Entry>(line.AsSpan(ChecksumLength + 1), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Checksum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..ChecksumLength];

    private sealed record Entry(string Training, int Epoch, Cell Cell);
}

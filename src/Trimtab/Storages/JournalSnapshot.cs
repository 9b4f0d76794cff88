using System.Security.Cryptography;
using Trimtab.Files;

namespace Trimtab.Storages;

/// <summary>
/// What a journal's first lines come to, in a file beside it, so that they need not be read again. It can be deleted at any time; one that
/// is damaged, of another version or of another journal is left out.
/// </summary>
/// <param name="journal">Path of the journal.</param>
/// <param name="least">
/// Bytes of new lines before another snapshot is made, at the least; else a quarter of what the last one stands for.
/// </param>
internal sealed class JournalSnapshot(string journal, long least)
{
    private const int Sample = 1 << 16; // bytes of the journal by which it is known: at its beginning, and before where the snapshot ends

    private readonly string _path = journal + ".trimtab-snapshot";
    private long _written; // bytes of the journal that the snapshot stands for

    private static ReadOnlySpan<byte> Version => "trimtab journal snapshot 1\n"u8;

    /// <summary>The snapshot, where there is one that fits the journal.</summary>
    public (StorageState State, long Bytes, long Lines)? Read()
    {
        try
        {
            byte[] file = File.Exists(_path) ? SharedFile.ReadAllBytes(_path) : [];
            int start = Version.Length + SHA256.HashSizeInBytes;
            if (file.Length < start || !file.AsSpan().StartsWith(Version)
                || !SHA256.HashData(file.AsSpan(start)).AsSpan().SequenceEqual(file.AsSpan(Version.Length, SHA256.HashSizeInBytes)))
            {
                return null;
            }

            var reader = new SnapshotReader(file.AsMemory(start));
            var (bytes, lines) = (reader.Whole(), reader.Whole());
            if (Identity(bytes) != reader.Text())
            {
                return null;
            }

            _written = bytes;
            return (StateSnapshot.Read(reader), bytes, lines);
        }
        catch (Exception error) when (error
            is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException or OverflowException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Writes a snapshot where the journal has grown by much since the last one.</summary>
    /// <param name="state">The state after the lines.</param>
    /// <param name="bytes">Bytes of the lines.</param>
    /// <param name="lines">How many there are.</param>
    public void Update(StorageState state, long bytes, long lines)
    {
        if (bytes - _written < Math.Max(least, _written / 4))
        {
            return;
        }

        _written = bytes;
        try
        {
            if (Identity(bytes) is { } identity)
            {
                Write(state, bytes, lines, identity);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The journal is the truth; without a snapshot it is read from its beginning.
        }
    }

    private void Write(StorageState state, long bytes, long lines, string identity)
    {
        var writer = new SnapshotWriter();
        writer.Whole(bytes);
        writer.Whole(lines);
        writer.Text(identity);
        StateSnapshot.Write(writer, state);
        AtomicFile.RemoveAbandoned(Path.GetDirectoryName(_path)!); // of processes that were killed while they wrote one
        using var file = new AtomicFile(_path);
        file.Write(Version);
        file.Write(SHA256.HashData(writer.Bytes));
        file.Write(writer.Bytes);
        file.Commit();
    }

    /// <summary>What tells the journal from others; null where it has fewer bytes.</summary>
    private string? Identity(long bytes)
    {
        using var file = SharedFile.OpenReadIfExists(journal);
        if (file is null || file.Length < bytes || bytes < 0)
        {
            return null;
        }

        byte[] sample = new byte[2 * (int)Math.Min(bytes, Sample)];
        file.ReadExactly(sample, 0, sample.Length / 2);
        file.Seek(bytes - (sample.Length / 2), SeekOrigin.Begin);
        file.ReadExactly(sample, sample.Length / 2, sample.Length / 2);
        return Convert.ToHexStringLower(SHA256.HashData(sample));
    }
}

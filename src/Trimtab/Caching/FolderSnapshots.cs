using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trimtab.Files;

namespace Trimtab.Caching;

/// <summary>
/// Snapshots as files, one a training: a line with the SHA-256 of the rest, a line of JSON that says whose it is, the state. Several
/// processes may share the folder.
/// </summary>
internal sealed class FolderSnapshots : ISnapshotStore
{
    private const string Extension = ".snapshot";

    private readonly string _folder;
    private readonly Lock _gate = new();

    public FolderSnapshots(string folder)
    {
        _folder = Path.Combine(folder, $"snapshots-{EngineRevision.Current}");
        AtomicFile.RemoveAbandoned(_folder);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public Snapshot? Find(string training)
    {
        using var file = SharedFile.OpenReadIfExists(PathOf(training)); // there may be none, or another process has just made room
        return file is null ? null : Parse(SharedFile.ReadAllBytes(file));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Keep(Snapshot snapshot, long budget)
    {
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(
            new SnapshotHeader(snapshot.Training, snapshot.Epoch, snapshot.FitTicks, snapshot.Epochs), LedgerJson.Default.SnapshotHeader);
        byte[] content = [.. header, (byte)'\n', .. snapshot.State];
        byte[] bytes = [.. Encoding.ASCII.GetBytes(Checksum(content)), (byte)'\n', .. content];
        if (bytes.Length > budget)
        {
            return;
        }

        string path = PathOf(snapshot.Training);
        lock (_gate)
        {
            Directory.CreateDirectory(_folder);
            MakeRoom(budget - bytes.Length, except: path);
            AtomicFile.Write(path, bytes);
        }
    }

    private void MakeRoom(long budget, string except)
    {
        var files = new DirectoryInfo(_folder).GetFiles("*" + Extension).Where(file => file.FullName != except)
            .OrderBy(file => file.LastWriteTimeUtc).ToList();
        long bytes = files.Sum(file => file.Length);
        foreach (var oldest in files.TakeWhile(_ => bytes > budget))
        {
            bytes -= oldest.Length;
            oldest.Delete();
        }
    }

    private static Snapshot? Parse(ReadOnlySpan<byte> bytes)
    {
        const int ChecksumLength = 2 * SHA256.HashSizeInBytes;
        if (bytes.Length <= ChecksumLength || Checksum(bytes[(ChecksumLength + 1)..]) != Encoding.ASCII.GetString(bytes[..ChecksumLength]))
        {
            return null;
        }

        var content = bytes[(ChecksumLength + 1)..];
        int end = content.IndexOf((byte)'\n');
        return end >= 0 && ParseHeader(content[..end]) is { Epoch: > 0 } header
                && LedgerFile.IsTime(header.FitTicks) && LedgerFile.AreReports(header.Epochs, header.Epoch)
            ? new(header.Training, header.Epoch, header.FitTicks, header.Epochs, content[(end + 1)..].ToArray())
            : null;
    }

    private static SnapshotHeader? ParseHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LedgerJson.Default.SnapshotHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Checksum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string training) => Path.Combine(_folder, training + Extension);
}

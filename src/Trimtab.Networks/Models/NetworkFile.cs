using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Trimtab.Files;

namespace Trimtab.Networks;

/// <summary>
/// A net in one file: a zip of <c>net.json</c> (the version of the format and the hashes of the rest), the configuration as JSON and the
/// weights as safetensors.
/// </summary>
/// <remarks>
/// Entries are stored as they are, so no more than the length of the file is read from it. The same net has the same bytes.
/// </remarks>
internal static class NetworkFile
{
    private const int Version = 1;
    private const string Format = "trimtab-net", Head = "net.json", Configuration = "configuration.json", Weights = "weights.safetensors";

    /// <summary>Writes a net to a file, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="configuration">The net's configuration.</param>
    /// <param name="weights">Its weights in safetensors' format.</param>
    /// <exception cref="IOException">The file can't be written; what was there before is unchanged.</exception>
    public static void Write(string path, string configuration, byte[] weights)
    {
        byte[] json = Encoding.UTF8.GetBytes(configuration);
        var head = new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["sha256"] = new JsonObject { [Configuration] = Hash(json), [Weights] = Hash(weights) },
        };
        using var file = new AtomicFile(path);
        using (var zip = new ZipArchive(file.Content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, Head, Encoding.UTF8.GetBytes(head.ToJsonString()));
            Add(zip, Configuration, json);
            Add(zip, Weights, weights);
        }

        file.Commit();
    }

    /// <summary>Reads a file: the configuration, and the weights in safetensors' format.</summary>
    /// <exception cref="TrimtabException">It is not a whole file of a net, or is of a newer version.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static (string Configuration, byte[] Weights) Read(string path)
    {
        byte[] bytes = SharedFile.ReadAllBytes(path);
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            string[] names = [.. zip.Entries.Select(entry => entry.FullName)];
            if (!names.Contains(Head))
            {
                throw Damaged(path, $"it has no '{Head}'");
            }

            var hashes = CheckedHashes(path, Entry(path, zip, Head, bytes.Length));
            return names is [Head, Configuration, Weights]
                ? (Encoding.UTF8.GetString(Content(Configuration)), Content(Weights))
                : throw Damaged(path, $"it has other entries than {Head}, {Configuration} and {Weights}");

            byte[] Content(string name) => Entry(path, zip, name, bytes.Length) is var content && Hash(content) == hashes(name)
                ? content
                : throw Damaged(path, $"'{name}' is not what was written");
        }
        catch (Exception error) when (error is not TrimtabException)
        {
            throw new TrimtabException($"{Rule(path)} It can't be read: {error.Message}", error); // whatever a zip of any bytes may raise
        }
    }

    /// <summary>The hashes by name that the head lists, after a check of the version.</summary>
    private static Func<string, string?> CheckedHashes(string path, byte[] json)
    {
        var head = JsonNode.Parse(json);
        if ((string?)head?["format"] != Format)
        {
            throw Damaged(path, $"'{Head}' is of another format");
        }

        int version = (int?)head["version"] ?? 0;
        return version switch
        {
            Version => name => (string?)head["sha256"]?[name],
            > Version => throw new TrimtabException(Invariant($"'{path}' has version {version} of the format, this library reads up to ")
                + Invariant($"{Version}. Read it with a newer version of the library.")),
            _ => throw Damaged(path, Invariant($"its version is {version}")),
        };
    }

    /// <summary>The content of an entry: no more than the file has.</summary>
    private static byte[] Entry(string path, ZipArchive zip, string name, int limit)
    {
        var entry = zip.GetEntry(name)!;
        if (entry.Length > limit || entry.Length != entry.CompressedLength)
        {
            throw Damaged(path, $"'{name}' is compressed; entries are stored as they are");
        }

        byte[] content = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest of a zip: files of one net are equal
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static TrimtabException Damaged(string path, string what) => new($"{Rule(path)} Here {what}.");

    private static string Rule(string path) => $"'{path}' must be a whole file of a net, as Save writes it.";
}

using System.Buffers.Binary;
using System.IO.Compression;
using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Datasets;

/// <summary>Small IDX files made for tests, in a folder that goes away.</summary>
internal sealed class IdxFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("trimtab-idx-").FullName;

    public static byte[] Images(int count, int rows = 28, int columns = 28) =>
        [.. Header(0x803, count, rows, columns), .. Enumerable.Range(0, count * rows * columns).Select(i => (byte)(i % 251))];

    public static byte[] Labels(params ReadOnlySpan<byte> labels) => [.. Header(0x801, labels.Length), .. labels];

    public static byte[] Header(params ReadOnlySpan<int> numbers)
    {
        byte[] header = new byte[numbers.Length * sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(i * sizeof(int)), numbers[i]);
        }

        return header;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>The four files of a set of 20 training and 10 test images whose labels count 0 … 9.</summary>
    public static Dictionary<string, byte[]> Set() => new()
    {
        [ImageCollection.TrainImages] = Images(20),
        [ImageCollection.TrainLabels] = Labels([.. Enumerable.Range(0, 20).Select(i => (byte)(i % 10))]),
        [ImageCollection.TestImages] = Images(10),
        [ImageCollection.TestLabels] = Labels([.. Enumerable.Range(0, 10).Select(i => (byte)i)]),
    };

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

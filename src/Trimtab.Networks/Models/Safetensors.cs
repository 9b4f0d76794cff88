using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trimtab.Data;
using Trimtab.Files;

namespace Trimtab.Networks;

/// <summary>
/// Reads and writes safetensors files: eight bytes of header length, a JSON header, then the values. float32, little-endian.
/// </summary>
internal static class Safetensors
{
    private const int LengthBytes = sizeof(long);
    private static readonly JsonSerializerOptions _entry = new(JsonSerializerOptions.Strict)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // explicit, as reflection is off by default in file-based programs
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    private const long LargestHeader = 100_000_000; // limit of the format

    /// <summary>Writes variables to a file, atomically.</summary>
    public static void Write(string path, IEnumerable<(string Name, Shape Shape, float[] Values)> variables)
    {
        using var file = new AtomicFile(path);
        Write(file.Write, variables);
        file.Commit();
    }

    /// <summary>Variables as the bytes of a file.</summary>
    /// <exception cref="IOException">They are more than two gigabytes.</exception>
    public static byte[] Write(IEnumerable<(string Name, Shape Shape, float[] Values)> variables)
    {
        using var stream = new MemoryStream();
        Write(stream.Write, variables);
        return stream.ToArray();
    }

    /// <summary>Reads all variables of a file: shape, outermost axis first, and values.</summary>
    /// <exception cref="TrimtabException">The file is not a safetensors file, is truncated, or contains types other than
    /// float32.</exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public static Dictionary<string, (long[] Sizes, float[] Values)> Read(string path) => Read(path, SharedFile.ReadAllBytes(path));

    /// <summary>Reads all variables of the bytes of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="TrimtabException">They are not a safetensors file, truncated, or of types other than float32.</exception>
    public static Dictionary<string, (long[] Sizes, float[] Values)> Read(string path, byte[] bytes)
    {
        long headerLength = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (headerLength is < 2 or > LargestHeader || headerLength > bytes.Length - LengthBytes)
        {
            throw Damaged(path, "its header is truncated");
        }

        var data = bytes.AsSpan(LengthBytes + (int)headerLength);
        var variables = new Dictionary<string, (long[], float[])>(StringComparer.Ordinal);
        foreach (var (name, entry) in Entries(path, bytes.AsMemory(LengthBytes, (int)headerLength)))
        {
            variables.Add(name, (entry.Shape, Numbers(path, name, entry, data)));
        }

        return variables;
    }

    private static void Write(Action<ReadOnlySpan<byte>> write, IEnumerable<(string Name, Shape Shape, float[] Values)> variables)
    {
        var list = variables.ToList();
        byte[] header = Header(list);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        write(length);
        write(header);
        foreach (var (_, _, values) in list)
        {
            write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private static List<(string Name, Entry Entry)> Entries(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var header = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return
            [
                .. header.RootElement.EnumerateObject()
                    .Where(entry => entry.Name != "__metadata__")
                    .Select(entry => (
                        entry.Name,
                        entry.Value.Deserialize<Entry>(_entry) ?? throw new JsonException($"'{entry.Name}' is null."))),
            ];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: the header is not an object, or a name contains a lone surrogate.
            throw new TrimtabException(
                $"'{path}' must be a safetensors file of float32 variables. Its header can't be read: {error.Message}", error);
        }
    }

    private static float[] Numbers(string path, string name, Entry entry, ReadOnlySpan<byte> data)
    {
        if (entry.Dtype != "F32")
        {
            throw Damaged(path, $"'{name}' is of type {entry.Dtype}");
        }

        if (entry.DataOffsets is not [>= 0 and var start, var end] || start > end || end > data.Length)
        {
            throw Damaged(
                path,
                $"the numbers of '{name}' are truncated: "
                + Invariant($"they should be at {InvariantText.List(entry.DataOffsets)} of {data.Length} bytes"));
        }

        // Before each multiplication the product is at most the length of the data, so that it cannot overflow.
        Int128 expected = sizeof(float);
        foreach (long size in entry.Shape)
        {
            expected = size >= 0 && expected <= data.Length ? expected * size : -1;
        }

        return expected == end - start
            ? MemoryMarshal.Cast<byte, float>(data[(int)start..(int)end]).ToArray()
            : throw Damaged(path, Invariant($"'{name}' of shape ({InvariantText.List(entry.Shape)}) has {end - start} bytes"));
    }

    private static byte[] Header(List<(string Name, Shape Shape, float[] Values)> variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            long offset = 0;
            foreach (var (name, shape, values) in variables)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", shape.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [offset, offset += values.Length * sizeof(float)]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces align the values to eight bytes, as in other implementations.
        stream.Write("        "u8[..(int)((8 - (stream.Length % 8)) % 8)]);
        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static TrimtabException Damaged(string path, string what) =>
        new($"'{path}' must be a whole safetensors file of float32 variables. Here {what}.");

    private sealed record Entry(string Dtype, long[] Shape, long[] DataOffsets);
}

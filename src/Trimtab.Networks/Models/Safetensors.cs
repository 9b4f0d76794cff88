using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Trimtab.Files;

namespace Trimtab.Networks;

/// <summary>The safetensors format: eight bytes of header length, a JSON header, then the numbers. float32, little-endian.</summary>
internal static class Safetensors
{
    private const int LengthBytes = sizeof(long);
    private const long LargestHeader = 100_000_000; // the format's own bound

    /// <summary>Writes variables; the file appears whole or not at all.</summary>
    public static void Write(string path, IEnumerable<(string Name, Shape Shape, float[] Values)> variables)
    {
        var list = variables.ToList();
        byte[] header = Header(list);
        using var file = new AtomicFile(path);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var (_, _, values) in list)
        {
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        file.Commit();
    }

    /// <summary>Reads every variable of a file.</summary>
    /// <exception cref="TrimtabException">It is not such a file, is cut short, or holds other types than float32.</exception>
    public static Dictionary<string, float[]> Read(string path)
    {
        byte[] bytes = SharedFile.ReadAllBytes(path);
        long headerLength = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (headerLength is < 2 or > LargestHeader || headerLength > bytes.Length - LengthBytes)
        {
            throw Damaged(path, "its header is cut short");
        }

        try
        {
            using var header = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)headerLength));
            var data = bytes.AsMemory(LengthBytes + (int)headerLength);
            return header.RootElement.EnumerateObject()
                .Where(entry => entry.Name != "__metadata__")
                .ToDictionary(entry => entry.Name, entry => Tensor(path, entry, data.Span));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TrimtabException($"'{path}' must be a safetensors file of float32 variables. Its header can't be read: {error.Message}", error);
        }
    }

    private static float[] Tensor(string path, JsonProperty entry, ReadOnlySpan<byte> data)
    {
        string? type = entry.Value.GetProperty("dtype").GetString();
        var offsets = entry.Value.GetProperty("data_offsets");
        long start = offsets[0].GetInt64(), end = offsets[1].GetInt64();
        long wanted = entry.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (n, size) => n * size.GetInt64()) * sizeof(float);
        if (type != "F32")
        {
            throw Damaged(path, $"'{entry.Name}' is of type {type}");
        }

        return start >= 0 && end <= data.Length && end - start == wanted
            ? MemoryMarshal.Cast<byte, float>(data[(int)start..(int)end]).ToArray()
            : throw Damaged(path, $"the numbers of '{entry.Name}' are cut short");
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

        // Spaces bring the numbers to a multiple of eight bytes, as other writers do.
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
}

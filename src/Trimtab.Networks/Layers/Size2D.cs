using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Rows and columns of a kernel, a pooling window or a stride. One number converts to both.</summary>
/// <param name="Rows">Rows, 1 or more.</param>
/// <param name="Columns">Columns, 1 or more.</param>
[JsonConverter(typeof(Size2DConverter))]
public readonly record struct Size2D(int Rows, int Columns)
{
    /// <summary>Number of rows, 1 or more.</summary>
    public int Rows { get; } = AtLeastOne(Rows);

    /// <summary>Number of columns, 1 or more.</summary>
    public int Columns { get; } = AtLeastOne(Columns);

    /// <summary>The same number of rows and columns.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>A size from rows and columns, in this order.</summary>
    public static implicit operator Size2D((int Rows, int Columns) size) => new(size.Rows, size.Columns);

    /// <inheritdoc/>
    public override string ToString() => Invariant($"({Rows}, {Columns})");

    private static int AtLeastOne(int size) => size >= 1
        ? size
        : throw Setting.OutOfRange(nameof(size), Invariant($"Rows and columns of a kernel, pool or stride must be 1 or more. Got {size}."));
}

/// <summary>Reads and writes a <see cref="Size2D"/> as Keras does: [rows, columns].</summary>
internal sealed class Size2DConverter : JsonConverter<Size2D>
{
    /// <inheritdoc/>
    public override Size2D Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var sizes = document.RootElement;
        return sizes.ValueKind == JsonValueKind.Array && sizes.GetArrayLength() == 2
            ? new(sizes[0].GetInt32(), sizes[1].GetInt32())
            : throw new JsonException($"A size must be two numbers, [rows, columns]. Got {sizes}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Size2D value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Rows);
        writer.WriteNumberValue(value.Columns);
        writer.WriteEndArray();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Rows and columns added around an image. One number converts to all four, two numbers to rows and columns.</summary>
/// <param name="Top">Rows above, 0 or more.</param>
/// <param name="Bottom">Rows below, 0 or more.</param>
/// <param name="Left">Columns on the left, 0 or more.</param>
/// <param name="Right">Columns on the right, 0 or more.</param>
[JsonConverter(typeof(MarginsConverter))]
public readonly record struct Margins(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Rows added above an image, 0 or more.</summary>
    public int Top { get; } = Setting.AtLeast(Top, 0);

    /// <summary>Rows added below an image, 0 or more.</summary>
    public int Bottom { get; } = Setting.AtLeast(Bottom, 0);

    /// <summary>Columns added on the left of an image, 0 or more.</summary>
    public int Left { get; } = Setting.AtLeast(Left, 0);

    /// <summary>Columns added on the right of an image, 0 or more.</summary>
    public int Right { get; } = Setting.AtLeast(Right, 0);

    /// <summary>The same number on all sides.</summary>
    public static implicit operator Margins(int size) => new(size, size, size, size);

    /// <summary>Rows above and below, and columns on both sides.</summary>
    public static implicit operator Margins((int Rows, int Columns) sizes) => new(sizes.Rows, sizes.Rows, sizes.Columns, sizes.Columns);

    /// <inheritdoc/>
    public override string ToString() => Invariant($"(({Top}, {Bottom}), ({Left}, {Right}))");
}

/// <summary>Reads and writes <see cref="Margins"/> as Keras does: [[top, bottom], [left, right]].</summary>
internal sealed class MarginsConverter : JsonConverter<Margins>
{
    /// <inheritdoc/>
    public override Margins Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Deserialize<int[][]>(options) is [[var top, var bottom], [var left, var right]]
            ? new(top, bottom, left, right)
            : throw new JsonException($"Margins must be [[top, bottom], [left, right]]. Got {document.RootElement}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Margins value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (int[][])[[value.Top, value.Bottom], [value.Left, value.Right]], options);
}

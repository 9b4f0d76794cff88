using System.Text.Json;
using System.Text.Json.Serialization;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Reads and writes a <see cref="Shape"/> as a list of its sizes.</summary>
internal sealed class ShapeConverter : JsonConverter<Shape>
{
    /// <inheritdoc/>
    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Shape.Create(JsonSerializer.Deserialize<int[]>(ref reader, options) ?? throw new JsonException("A shape must be a list of sizes."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}

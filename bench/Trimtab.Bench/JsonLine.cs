using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trimtab.Bench;

/// <summary>Lines of JSON. What is not known, NaN or infinite, is null there.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions _options = new() { Converters = { new KnownNumbers() } };

    /// <summary>An object as a line.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, _options);

    /// <summary>Writes an object as a line.</summary>
    public static void Write<T>(TextWriter output, T value) => output.WriteLine(Of(value));

    private sealed class KnownNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>An interval from which a factor is drawn for each image, uniformly. A number f converts to the one from −f to f.</summary>
/// <param name="Lower">Lower bound, finite.</param>
/// <param name="Upper">Upper bound, finite; <paramref name="Lower"/> or more.</param>
[JsonConverter(typeof(RandomFactorConverter))]
public readonly record struct RandomFactor(double Lower, double Upper)
{
    /// <summary>Lower bound of the interval, finite.</summary>
    public double Lower { get; } = Setting.Finite(Lower);

    /// <summary>Upper bound of the interval, finite; <see cref="Lower"/> or more.</summary>
    public double Upper { get; } = Setting.Finite(Setting.AtLeast(Upper, Lower));

    /// <summary>The interval from −f to f; f is 0 or more.</summary>
    public static implicit operator RandomFactor(double f) => new(-Setting.AtLeast(f, 0.0, nameof(f)), f);

    /// <summary>An interval from its bounds, the lower one first.</summary>
    public static implicit operator RandomFactor((double Lower, double Upper) bounds) => new(bounds.Lower, bounds.Upper);

    /// <inheritdoc/>
    public override string ToString() => Invariant($"({Lower}, {Upper})");

    /// <summary>The factor for a draw from [0, 1).</summary>
    internal double At(double draw) => Lower + ((Upper - Lower) * draw);

    /// <summary>The interval, whose bounds must be from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal RandomFactor Within(double least, double most, string name)
    {
        _ = Setting.Between(Lower, least, most, name);
        _ = Setting.Between(Upper, least, most, name);
        return this;
    }
}

/// <summary>Reads and writes a <see cref="RandomFactor"/> as Keras does: [lower, upper].</summary>
internal sealed class RandomFactorConverter : JsonConverter<RandomFactor>
{
    /// <inheritdoc/>
    public override RandomFactor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Deserialize<double[]>(options) is [var lower, var upper]
            ? new(lower, upper)
            : throw new JsonException($"A factor must be two numbers, [lower, upper]. Got {document.RootElement}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RandomFactor value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (double[])[value.Lower, value.Upper], options);
}

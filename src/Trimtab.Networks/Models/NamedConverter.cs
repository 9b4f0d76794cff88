using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Trimtab.Networks;

/// <summary>Writes a part of a net as its name if it has default settings, otherwise as <c>{"name": …, "settings": {…}}</c>.</summary>
/// <param name="catalog">The catalog of parts.</param>
/// <param name="withBuilds">Whether a part of a user's assembly is written with the assembly's build (<c>"build": …</c>), as an identity
/// requires.</param>
internal sealed class NamedConverter<T>(Catalog<T> catalog, bool withBuilds) : JsonConverter<T>
    where T : class
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return catalog.Create(reader.GetString()!);
        }

        using var document = JsonDocument.ParseValue(ref reader);
        var part = document.RootElement;
        return part.TryGetProperty("name", out var name) && part.TryGetProperty("settings", out var settings)
            ? catalog.Create(name.GetString()!, settings, options)
            : throw new JsonException($"A {typeof(T).Name} must be a name, or an object with name and settings. Got {part}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        string name = catalog.NameOf(value)
            ?? throw new TrimtabException(
                $"Only parts with a name can be written. {value.GetType().Name} has no [Named] attribute: add one.");
        var settings = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
        if (withBuilds && catalog.BuildOf(value) is { } build)
        {
            new JsonObject { ["name"] = name, ["build"] = build, ["settings"] = settings }.WriteTo(writer, options);
            return;
        }

        if (!withBuilds && catalog.BuildOf(value) is not null)
        {
            _ = catalog.TypeOf(name); // another type may claim the name: what is written would be read as that one
        }

        if (settings.Count == 0 || value.Equals(Catalog<T>.Default(value)))
        {
            writer.WriteStringValue(name);
            return;
        }

        new JsonObject { ["name"] = name, ["settings"] = settings }.WriteTo(writer, options);
    }
}

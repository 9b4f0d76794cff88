using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Trimtab;

/// <summary>Makes a part from its settings as JSON, and refuses settings it does not have. Thread-safe.</summary>
internal static class PartSettings
{
    private static readonly JsonSerializerOptions _default = Default();
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> _strict = [];

    /// <param name="type">The part's type.</param>
    /// <param name="what">Its kind and name, for messages: "Sampler 'tpe'".</param>
    /// <param name="settings">Its properties.</param>
    /// <param name="json">How to read them, or null.</param>
    /// <exception cref="JsonException">They do not fit the type.</exception>
    /// <exception cref="TrimtabException">The type refuses a value, or can't be read from JSON.</exception>
    public static object Read(Type type, string what, JsonElement settings, JsonSerializerOptions? json)
    {
        var options = type.IsCollectible ? Strict(json ?? Default()) // options keep the types they have read
            : json is null ? _default
            : _strict.GetValue(json, Strict);
        try
        {
            var known = options.GetTypeInfo(type);
            if (known.Kind == JsonTypeInfoKind.Object)
            {
                RequireKnown(known, what, settings);
            }

            return settings.Deserialize(known) ?? throw new JsonException($"The settings of {what} must not be null.");
        }
        catch (Exception error) when (error is not JsonException)
        {
            throw new TrimtabException($"{what} can't be made from the settings given. {type.FullName} threw: {error.Message}", error);
        }
    }

    private static void RequireKnown(JsonTypeInfo known, string what, JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"The settings of {what} must be a JSON object. Got {settings.ValueKind}.");
        }

        var comparer = known.Options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var names = known.Properties.Select(property => property.Name).ToHashSet(comparer);
        bool takesAll = known.Properties.Any(property => property.IsExtensionData)
            || known.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip;
        string? unknown = settings.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null && !takesAll)
        {
            string[] settable = [.. known.Properties.Where(IsSetting).Select(property => property.Name)];
            throw new JsonException(new UnknownNameException($"setting of {what}", unknown, settable).Message);
        }
    }

    private static bool IsSetting(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static JsonSerializerOptions Default() => Strict(
        new()
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // explicit, as reflection is off by default in file-based programs
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter() }, // by name, as people write them, or by number
        });

    private static JsonSerializerOptions Strict(JsonSerializerOptions json)
    {
        var strict = new JsonSerializerOptions(json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        strict.MakeReadOnly(populateMissingResolver: true);
        return strict;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>
/// Reads and writes the configuration of a net as JSON. A part with default settings is its name, otherwise an object with its settings.
/// </summary>
internal static class NetworkJson
{
    private static readonly JsonSerializerOptions _options = MakeOptions(withBuilds: false);
    private static readonly JsonSerializerOptions _identityOptions = MakeOptions(withBuilds: true);

    /// <summary>The configuration of <paramref name="model"/>.</summary>
    public static string Write(Sequential model) => Write(model, _options);

    /// <summary>
    /// The configuration with the builds of parts in users' assemblies: everything a training depends on except its data and seed.
    /// </summary>
    public static string Identity(Sequential model) => Write(model, _identityOptions);

    /// <summary>A net with the configuration <paramref name="json"/>.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net.</exception>
    public static Sequential Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var root = JsonNode.Parse(json.TrimStart('\uFEFF')) ?? throw new JsonException("It is null.");
            var model = new Sequential(Shape.Create(Part<int[]>(root, "input_shape")));
            foreach (var layer in Part<Layer[]>(root, "layers"))
            {
                model.Add(layer);
            }

            if (root["compiled"] is { } compiled)
            {
                model.Compile(
                    Part<Optimizer>(compiled, "optimizer"), Part<Loss>(compiled, "loss"), Part<Metric[]>(compiled, "metrics"));
            }

            return model;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new TrimtabException(
                $"A net's configuration must be JSON with input_shape and layers, as ToJson writes it. {error.Message}", error);
        }
    }

    private static T Part<T>(JsonNode whole, string name) => whole[name] is { } part && part.Deserialize<T>(_options) is { } read
        ? read
        : throw new JsonException($"'{name}' is missing or null.");

    private static string Write(Sequential model, JsonSerializerOptions options)
    {
        var json = new JsonObject
        {
            ["input_shape"] = new JsonArray([.. model.InputShape.Select(size => (JsonNode)size)]),
            ["layers"] = new JsonArray([.. model.Layers.Select(layer => ToNode(layer, options))]),
        };
        if (model.Settings is { } settings)
        {
            json["compiled"] = new JsonObject
            {
                ["optimizer"] = ToNode(settings.Optimizer, options),
                ["loss"] = ToNode(settings.Loss, options),
                ["metrics"] = new JsonArray([.. settings.Metrics.Select(metric => ToNode(metric, options))]),
            };
        }

        return json.ToJsonString(options);
    }

    private static JsonNode? ToNode<T>(T part, JsonSerializerOptions options) => JsonSerializer.SerializeToNode(part, options);

    private static JsonSerializerOptions MakeOptions(bool withBuilds)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepSettings } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new NamedConverter<Layer>(Layer.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Activation>(Activation.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Initializer>(Initializer.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Optimizer>(Optimizer.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<LearningRate>(LearningRate.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Loss>(Loss.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Metric>(Metric.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Regularizer>(Regularizer.Catalog, withBuilds));
        options.Converters.Add(new NamedConverter<Constraint>(Constraint.Catalog, withBuilds));
        return options;
    }

    /// <summary>Omits computed properties: those without a setter or constructor parameter.</summary>
    private static void KeepSettings(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Set is null && type.Properties[i].AssociatedParameter is null)
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}

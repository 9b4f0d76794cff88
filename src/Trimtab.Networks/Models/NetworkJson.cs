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
    public static string Write(NeuralNetwork model) => Write(model, _options);

    /// <summary>
    /// The configuration with the builds of parts in users' assemblies: everything a training depends on except its data and seed.
    /// </summary>
    public static string Identity(NeuralNetwork model) => Write(model, _identityOptions);

    /// <summary>A net with the configuration <paramref name="json"/>.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net.</exception>
    public static NeuralNetwork Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var root = JsonNode.Parse(json.TrimStart('\uFEFF')) ?? throw new JsonException("It is null.");
            var graph = new NetworkGraph(Shape.Create(Part<int[]>(root, "input_shape")));
            NeuralNetwork model = ReadLayers(root, graph) ? new Model(graph) : new Sequential(graph);

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

    /// <summary>Adds the layers; those of a functional model say what each is applied to.</summary>
    /// <returns>Whether they do.</returns>
    private static bool ReadLayers(JsonNode root, NetworkGraph graph)
    {
        string[][]? inputs = root["inputs"] is null ? null : Part<string[][]>(root, "inputs");
        var shared = root["shared"] is null ? new() : Part<Dictionary<string, string>>(root, "shared");
        var layers = Part<Layer[]>(root, "layers");
        if (inputs is not null && (inputs.Length != layers.Length || inputs.Any(names => names is not { Length: > 0 })))
        {
            throw new JsonException(Invariant($"'inputs' must have a list of names per layer, {layers.Length}, none of them empty."));
        }

        for (int i = 0; i < layers.Length; i++)
        {
            _ = graph.Add(
                layers[i],
                inputs is null ? [i] : [.. inputs[i].Select(name => NumberOf(name, graph))],
                shared.TryGetValue(layers[i]?.Name ?? "", out string? owner) ? OwnerOf(owner, layers[i], graph) : null);
        }

        return inputs is not null;
    }

    private static int NumberOf(string name, NetworkGraph graph) => name == NetworkGraph.InputName
        ? 0
        : graph.Layers.ToList().FindIndex(layer => layer.Name == name) is >= 0 and var index
        ? index + 1
        : throw new JsonException($"'inputs' must name '{NetworkGraph.InputName}' or earlier layers. Got '{name}'.");

    /// <summary>The index of the layer whose variables another layer uses: an earlier one that differs in its name alone.</summary>
    private static int OwnerOf(string name, Layer layer, NetworkGraph graph)
    {
        int index = NumberOf(name, graph) - 1;
        return index >= 0 && graph.Nodes[index].SharedWith is null && graph.Layers[index] == layer with { Name = name }
            ? index
            : throw new JsonException($"'shared' must name an earlier layer of the same settings for '{layer.Name}'. Got '{name}'.");
    }

    private static JsonArray Inputs(NetworkGraph graph) =>
        new([.. graph.Nodes.Select(node => new JsonArray([.. node.Inputs.Select(number => (JsonNode)graph.NameOf(number))]))]);

    /// <summary>A net of one kind with the configuration <paramref name="json"/>.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of such a net.</exception>
    public static TNet Read<TNet>(string json)
        where TNet : NeuralNetwork => Read(json) as TNet
        ?? throw new TrimtabException($"The configuration must be that of a {typeof(TNet).Name}. It is another kind of net's: "
            + $"read it with {nameof(NeuralNetwork)}.{nameof(NeuralNetwork.FromJson)}.");

    private static T Part<T>(JsonNode whole, string name) => whole[name] is { } part && part.Deserialize<T>(_options) is { } read
        ? read
        : throw new JsonException($"'{name}' is missing or null.");

    private static string Write(NeuralNetwork model, JsonSerializerOptions options)
    {
        var json = new JsonObject
        {
            ["input_shape"] = new JsonArray([.. model.InputShape.Select(size => (JsonNode)size)]),
            ["layers"] = new JsonArray([.. model.Layers.Select(layer => ToNode(layer, options))]),
        };
        if (model is Model)
        {
            json["inputs"] = Inputs(model.Graph);
            var shared = model.Graph.Nodes.Index().Where(node => node.Item.SharedWith is not null)
                .Select(node => KeyValuePair.Create(
                    model.Layers[node.Index].Name!, (JsonNode?)model.Layers[node.Item.SharedWith!.Value].Name)).ToList();
            if (shared.Count > 0)
            {
                json["shared"] = new JsonObject(shared);
            }
        }

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
        options.Converters.Add(new ShapeConverter());
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

using System.Text.Json;
using Trimtab.Data;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Layers against PyTorch's autograd in float64 (tests/oracles/networks.json and layers.json).</summary>
public class LayerOracleTests
{
    // Inputs are exact in float32. Sums of up to 75 products of numbers around 1 lose a few of the 24 bits.
    private const double Tolerance = 2e-6;

    public static TheoryData<int> Layers => [.. Enumerable.Range(0, Entries("layers").Count).Where(i => Kind(i) != "Dropout")];

    public static TheoryData<int> Normalizations => [.. Enumerable.Range(0, Entries("batch_normalization").Count)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void ForwardAndBackward_OfLayer_MatchPyTorch(int index)
    {
        var entry = Entries("layers")[index];
        using var bench = Bench(Make(entry), entry);
        SetWeights(bench, entry);

        float[] output = bench.Forward(Data(entry.GetProperty("inputs").GetProperty("x")));
        float[] dx = bench.Backward(Data(entry.GetProperty("upstream")));

        AssertClose(entry.GetProperty("output"), output);
        AssertClose(entry.GetProperty("gradients").GetProperty("x"), dx);
        foreach (var gradient in entry.GetProperty("gradients").EnumerateObject().Where(g => g.Name != "x"))
        {
            AssertClose(gradient.Value, bench.Gradient(gradient.Name).ToArray());
        }
    }

    public static TheoryData<int, string> NamedLayers =>
    [
        .. Oracles.Load("layers.json").GetProperty("layers").EnumerateArray()
            .Select((entry, index) => (index, entry.GetProperty("layer").GetString() + " " + entry.GetProperty("settings").GetRawText())),
    ];

    [Theory]
    [MemberData(nameof(NamedLayers))]
    public void ForwardAndBackward_OfLayerByName_MatchPyTorch(int index, string layer)
    {
        var entry = Oracles.Load("layers.json").GetProperty("layers")[index];
        using var bench = Bench(ByName(entry), entry);
        SetWeights(bench, entry);

        float[] output = bench.Forward(Data(entry.GetProperty("inputs").GetProperty("x")));
        float[] dx = bench.Backward(Data(entry.GetProperty("upstream")));

        Assert.StartsWith(bench.Layer.Kind, layer, StringComparison.Ordinal);
        AssertClose(entry.GetProperty("output"), output);
        AssertClose(entry.GetProperty("gradients").GetProperty("x"), dx);
        foreach (var gradient in entry.GetProperty("gradients").EnumerateObject().Where(g => g.Name != "x"))
        {
            AssertClose(gradient.Value, bench.Gradient(gradient.Name).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Normalizations))]
    public void BatchNormalization_InBothModes_MatchesPyTorch(int index)
    {
        var entry = Entries("batch_normalization")[index];
        var options = entry.GetProperty("options");
        bool training = options.GetProperty("training").GetBoolean();
        var layer = new BatchNormalization
        {
            Momentum = options.GetProperty("momentum").GetSingle(),
            Epsilon = options.GetProperty("epsilon").GetSingle(),
        };
        using var bench = Bench(layer, entry);
        SetWeights(bench, entry);
        entry.GetProperty("moving_mean_before").Floats().CopyTo(bench.Weight("moving_mean"));
        entry.GetProperty("moving_variance_before").Floats().CopyTo(bench.Weight("moving_variance"));
        bench.Pass.IsTraining = training;

        AssertClose(entry.GetProperty("output"), bench.Forward(Data(entry.GetProperty("inputs").GetProperty("x"))));
        if (training)
        {
            AssertClose(entry.GetProperty("gradients").GetProperty("x"), bench.Backward(Data(entry.GetProperty("upstream"))));
            AssertClose(entry.GetProperty("gradients").GetProperty("gamma"), bench.Gradient("gamma").ToArray());
            AssertClose(entry.GetProperty("gradients").GetProperty("beta"), bench.Gradient("beta").ToArray());
            AssertClose(entry.GetProperty("moving_mean_after").Numbers(), bench.Weight("moving_mean").ToArray());
            AssertClose(entry.GetProperty("moving_variance_after_population").Numbers(), bench.Weight("moving_variance").ToArray());
        }
    }

    private static List<JsonElement> Entries(string section) => [.. Oracles.Load("networks.json").GetProperty(section).EnumerateArray()];

    private static string Kind(int index) => Entries("layers")[index].GetProperty("layer").GetString()!;

    private static LayerBench Bench(Layer layer, JsonElement entry)
    {
        int[] shape = entry.GetProperty("inputs").GetProperty("x").GetProperty("shape").Integers();
        return new(layer, Shape.Create(shape.AsSpan(1)), shape[0]) { InputShape = shape[1..] };
    }

    private static void SetWeights(LayerBench bench, JsonElement entry)
    {
        foreach (var input in entry.GetProperty("inputs").EnumerateObject().Where(i => i.Name != "x"))
        {
            Data(input.Value).CopyTo(bench.Weight(input.Name));
        }
    }

    /// <summary>The layer, read as a net's configuration is.</summary>
    private static Layer ByName(JsonElement entry)
    {
        string shape = string.Join(", ", entry.GetProperty("inputs").GetProperty("x").GetProperty("shape").Integers().Skip(1));
        string name = entry.GetProperty("layer").GetRawText(), settings = entry.GetProperty("settings").GetRawText();
        using var model = Sequential.FromJson(
            $$"""{"input_shape": [{{shape}}], "layers": [{"name": {{name}}, "settings": {{settings}}}]}""");
        return model.Layers[0];
    }

    private static Layer Make(JsonElement entry)
    {
        var o = entry.GetProperty("options");
        Activation activation = o.TryGetProperty("activation", out var name) ? name.GetString()! : "linear";
        return entry.GetProperty("layer").GetString() switch
        {
            "Conv2D" => new Conv2D(o.TryGetProperty("filters", out var filters) ? filters.GetInt32() : 2, Size(o, "kernel_size") ?? 3)
            {
                Strides = Size(o, "strides") ?? 1,
                Padding = Padding(o),
                Activation = activation,
                UseBias = !o.TryGetProperty("use_bias", out var bias) || bias.GetBoolean(),
            },
            "MaxPooling2D" => new MaxPooling2D(Size(o, "pool_size")!.Value) { Strides = Size(o, "strides"), Padding = Padding(o) },
            "AveragePooling2D" => new AveragePooling2D(Size(o, "pool_size")!.Value) { Strides = Size(o, "strides"), Padding = Padding(o) },
            "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
            "GlobalMaxPooling2D" => new GlobalMaxPooling2D(),
            "Flatten" => new Flatten(),
            "Dense" => new Dense(o.GetProperty("units").GetInt32()) { Activation = activation },
            var other => throw new InvalidOperationException($"The oracle has a layer '{other}' this test does not make."),
        };
    }

    private static Padding Padding(JsonElement options) =>
        options.TryGetProperty("padding", out var padding) && padding.GetString() == "same"
            ? Networks.Padding.Same
            : Networks.Padding.Valid;

    private static Size2D? Size(JsonElement options, string name) =>
        options.TryGetProperty(name, out var size) ? (size[0].GetInt32(), size[1].GetInt32()) : null;

    private static float[] Data(JsonElement tensor) => tensor.GetProperty("data").Floats();

    private static void AssertClose(JsonElement expected, float[] actual) => AssertClose(expected.GetProperty("data").Numbers(), actual);

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * scale));
    }
}

using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>What every layer must do. A new layer joins by its name; give it an example where it can't be made without settings.</summary>
public class LayerConformanceTests
{
    private static readonly Shape _image = [7, 6, 3];
    private static readonly Shape _row = [20];
    private static readonly int[] _rowCounts = [1, 5, 16, 19, 40];

    public static TheoryData<string> Names => [.. Layer.Catalog.Names];

    public static TheoryData<string, int> NamesAndRows =>
        [.. from name in Layer.Catalog.Names from rows in _rowCounts select new TheoryDataRow<string, int>(name, rows)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_OfNetWithLayer_RoundTrips(string name)
    {
        foreach (var (layer, input) in Examples(name))
        {
            var model = new Sequential(input) { layer, new Flatten(), new Dense(1) };

            var again = Sequential.FromJson(model.ToJson());

            Assert.Equal(model.Layers, again.Layers);
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void Gradient_AtRandomPoint_MatchesFiniteDifferences(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            AssertGradient(layer, input, rows);
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void Output_OfRow_DoesNotDependOnLanesPastTheLast(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            using var bench = new LayerBench(layer, input, rows) { InputShape = [.. input] };
            float[] x = Draws("x", rows * input.Size);

            float[] first = bench.Forward(x);
            float[] dx = bench.Backward(Draws("u", first.Length));
            float[] gradient = bench.Weights.Gradients.Span.ToArray();

            using var again = new LayerBench(layer, input, rows) { InputShape = [.. input] };
            Assert.Equal(first, again.Forward(x));
            Assert.Equal(dx, again.Backward(Draws("u", first.Length)));
            Assert.Equal(gradient, again.Weights.Gradients.Span.ToArray());
        }
    }

    [Fact]
    public void OutputShape_OfImageLayerGivenRow_NamesLayerAndShapes()
    {
        foreach (
            var layer in new Layer[]
            {
                new Conv2D(2, 3), new MaxPooling2D(2), new AveragePooling2D(2), new GlobalAveragePooling2D(), new GlobalMaxPooling2D(),
            })
        {
            var error = Assert.Throws<ShapeException>(() => layer.OutputShape([20]));
            Assert.Contains(layer.Kind, error.Message, StringComparison.Ordinal);
            Assert.Contains("Got (20,)", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OutputShape_OfDenseGivenImage_SaysToFlatten() =>
        Assert.Contains(
            "flatten", Assert.Throws<ShapeException>(() => new Dense(3).OutputShape([2, 2, 1])).Message, StringComparison.Ordinal);

    [Fact]
    public void OutputShape_OfKernelLargerThanImage_SaysSo() =>
        Assert.Contains(
            "at least (5, 5)",
            Assert.Throws<ShapeException>(() => new Conv2D(1, 5).OutputShape([4, 4, 1])).Message,
            StringComparison.Ordinal);

    private static IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => name switch
    {
        "conv2d" =>
        [
            (new Conv2D(5, 3) { Activation = "tanh" }, _image),
            (new Conv2D(4, (2, 3)) { Strides = (2, 1), Padding = Padding.Same, Activation = "gelu", UseBias = false }, _image),
        ],
        "dense" =>
        [
            (new Dense(18) { Activation = "sigmoid" }, _row),
            (new Dense(1), _row),
            (new Dense(3) { Activation = "softmax" }, _row),
            (new Dense(5) { Activation = "silu" }, _row),
        ],
        "dropout" => [(new Dropout(0.4), _image), (new Dropout(0), _row)],
        "activation" => [(new ActivationLayer("softsign"), _image), (new ActivationLayer("softmax"), _image)],
        "max_pooling2d" => [(new MaxPooling2D(2), _image), (new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)],
        "average_pooling2d" =>
        [
            (new AveragePooling2D(2), _image), (new AveragePooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)
        ],
        "batch_normalization" => [(new BatchNormalization(), _image), (new BatchNormalization { Scale = false }, _row)],
        _ => [(Layer.Catalog.Create(name), _image)],
    };

    /// <summary>Compares the directional derivative along a random direction of inputs and weights with a central difference.</summary>
    private static void AssertGradient(Layer layer, Shape input, int rows)
    {
        using var bench = new LayerBench(layer, input, rows) { InputShape = [.. input] };
        if (bench.Layer is BatchNormalization && rows == 1 && input.Count == 1)
        {
            return; // the variance of one row is 0: there is no derivative to speak of
        }

        float[] x = Draws("x", rows * input.Size), direction = Draws("d", x.Length);
        int trained = bench.Weights.TrainableLength;
        float[] weightDirection = Draws("w", trained);
        float[] weights = bench.Weights.Values.Span.ToArray();
        float[] upstream = Draws("u", bench.Forward(x).Length);
        float[] dx = bench.Backward(upstream);
        double analytic = Dot(dx, direction) + Dot(bench.Weights.Gradients.Span.ToArray(), weightDirection);

        const float Step = 1f / 512; // numbers are around 1: rounding error 1e-4, truncation error of the same order
        double numeric = (Loss(Step) - Loss(-Step)) / (2 * Step);

        double size = Math.Sqrt(Dot(dx, dx)) * Math.Sqrt(Dot(direction, direction));
        Assert.Equal(numeric, analytic, 0.004 * Math.Max(1, size));

        double Loss(float step)
        {
            for (int i = 0; i < trained; i++)
            {
                bench.Weights.Values.Span[i] = weights[i] + (step * weightDirection[i]);
            }

            return Dot(bench.Forward([.. x.Zip(direction, (value, d) => value + (step * d))]), upstream);
        }
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Draws(string name, int count)
    {
        var stream = RandomAddress.FromSeed(3).At(name).Stream();
        float[] draws = new float[count];
        for (int i = 0; i < count; i++)
        {
            draws[i] = (float)stream.NextNormal();
        }

        return draws;
    }
}

using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>
/// What every layer must keep: gradients of finite differences, the same bits each time, a JSON form. Derive a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(Gain))]
/// public class MyLayers : LayerConformance;
/// </code>
/// Batches fill tiles of sixteen images, or do not: 1, 5, 16, 19 and 40 rows.
/// </remarks>
public abstract class LayerConformance
{
    /// <summary>
    /// What is tested of the layer called <paramref name="name"/>: layers, each with the shape of its input, without the batch axis.
    /// </summary>
    /// <remarks>
    /// Default: the layer with its own settings on images of shape (7, 6, 3). Override it for a layer that needs settings or other
    /// shapes.
    /// </remarks>
    protected virtual IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => [(Layer.Catalog.Create(name), [7, 6, 3])];

    /// <summary>Whether the layer's output has a derivative in a batch of so many rows. Default: yes.</summary>
    protected virtual bool IsDifferentiable(Layer layer, Shape input, int rows) => true;

    /// <summary>A net with the layer is read back from its JSON with an equal layer.</summary>
    [Theory, EveryLayer]
    public void Json_OfNetWithLayer_RoundTrips(string name)
    {
        foreach (var (layer, input) in Examples(name))
        {
            var model = new Sequential(input) { layer, new Flatten(), new Dense(1) };

            var again = Sequential.FromJson(model.ToJson());

            Assert.Equal(model.Layers, again.Layers);
        }
    }

    /// <summary>Gradients of the input and of the variables are those of central differences, along a random direction.</summary>
    [Theory, EveryLayer(1, 5, 16, 19, 40)]
    public void Gradient_AtRandomPoint_MatchesFiniteDifferences(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            AssertGradient(layer, input, rows);
        }
    }

    /// <summary>Outputs and gradients have the same bits in another operator of the layer.</summary>
    [Theory, EveryLayer(1, 5, 16, 19, 40)]
    public void Output_OfAnotherOperatorOfTheLayer_HasTheSameBits(string name, int rows)
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

    /// <summary>Compares the directional derivative along a random direction of inputs and weights with a central difference.</summary>
    private void AssertGradient(Layer layer, Shape input, int rows)
    {
        using var bench = new LayerBench(layer, input, rows) { InputShape = [.. input] };
        if (!IsDifferentiable(layer, input, rows))
        {
            return;
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

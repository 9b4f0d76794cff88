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
    protected virtual IEnumerable<(Layer Layer, Shape Input)> Examples(string name) =>
        [(Rule.Make(Layer.Catalog, name, nameof(Examples)), [7, 6, 3])];

    /// <summary>Whether the layer's output has a derivative in a batch of so many rows. Default: yes.</summary>
    protected virtual bool IsDifferentiable(Layer layer, Shape input, int rows) => true;

    /// <summary>The number that the layer is given for a normal draw: another one where it takes only some. Default: the draw.</summary>
    protected virtual float InputOf(Layer layer, float draw) => draw;

    /// <summary>A net with the layer is read back from its JSON with an equal layer.</summary>
    [Theory, EveryLayer]
    public void Json_OfNetWithLayer_RoundTrips(string name)
    {
        foreach (var (layer, input) in Examples(name))
        {
            var model = new Sequential(input) { layer, new Flatten(), new Dense(1) };

            var again = Sequential.FromJson(model.ToJson());

            Rule.RequireSame(
                model.Layers,
                again.Layers,
                "A net must be read back from its JSON with equal layers.",
                $"The layers of a net with {layer} and those read back",
                "Make every setting a property with an init accessor or an argument of the constructor, and compare lists by their items.");
        }
    }

    /// <summary>
    /// Gradients are those of differences of the outputs: of the input, position by position and row by row, and of the weights.
    /// </summary>
    [Theory, EveryLayer(1, 5, 16, 19, 40)]
    public void Gradient_AtRandomPoint_MatchesFiniteDifferences(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            if (IsDifferentiable(layer, input, rows))
            {
                using var bench = new LayerBench(layer, input, rows) { InputShape = [.. input] };
                float[] x = Inputs(layer, "x", rows * input.Size);
                new GradientCheck(bench, input.Size, x, count => Draws("u", count)).AssertRight(Draws("d", x.Length));
            }
        }
    }

    /// <summary>
    /// Gradients of a merging layer are those of differences of the outputs, for each of its inputs; two and three of them.
    /// </summary>
    [Theory, EveryLayer(1, 19)]
    public void Gradient_OfSeveralInputs_MatchesFiniteDifferences(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            foreach (int inputs in layer is MergeLayer ? (int[])[2, 3] : [])
            {
                using var bench = new MergeBench((MergeLayer)layer, input, inputs, rows);
                float[] x = Inputs(layer, "merged", rows * inputs * input.Size);
                new GradientCheck(bench, inputs * input.Size, x, count => Draws("u", count)).AssertRight(Draws("d", x.Length));
            }
        }
    }

    /// <summary>Outputs and gradients have the same bits in another operator of the layer.</summary>
    [Theory, EveryLayer(1, 5, 16, 19, 40)]
    public void Output_OfAnotherOperatorOfTheLayer_HasTheSameBits(string name, int rows)
    {
        foreach (var (layer, input) in Examples(name))
        {
            using var bench = new LayerBench(layer, input, rows) { InputShape = [.. input] };
            float[] x = Inputs(layer, "x", rows * input.Size);

            float[] first = bench.Forward(x);
            float[] dx = bench.Backward(Draws("u", first.Length));
            float[] gradient = bench.Weights.Gradients.Span.ToArray();

            using var again = new LayerBench(layer, input, rows) { InputShape = [.. input] };
            RequireSame(first, again.Forward(x), "The outputs");
            RequireSame(dx, again.Backward(Draws("u", first.Length)), "The gradients of the input");
            RequireSame(gradient, again.Weights.Gradients.Span.ToArray(), "The gradients of the weights");

            void RequireSame(float[] one, float[] other, string what) => Rule.RequireSame(
                one,
                other,
                "Two operators of one layer must compute the same bits.",
                Invariant($"{what} of two of {layer} in {rows} rows"),
                "Keep nothing in the layer or in statics that a pass changes, and draw from the pass's Random.");
        }
    }

    /// <summary>What a net with the layer learns has the same bits at any number of threads.</summary>
    [Theory, EveryLayer]
    public void Training_OnSeveralThreads_HasTheSameBits(string name)
    {
        foreach (var (layer, input) in Examples(name))
        {
            float[] alone = Trained(layer, input, threads: 1);
            foreach (int threads in (int[])[2, 3, 4])
            {
                Rule.RequireSame(
                    alone,
                    Trained(layer, input, threads),
                    "A net must learn the same bits on one thread and on several.",
                    Invariant($"The weights of a net with {layer} after two epochs on one thread and on {threads}"),
                    "A layer without weights has an operator a thread: keep nothing outside of it, and nothing from pass to pass.");
            }
        }
    }

    /// <summary>The weights after some steps of three tiles, the last of them not full; the wide layer makes threads worth while.</summary>
    private float[] Trained(Layer layer, Shape input, int threads)
    {
        using var model = new Sequential([.. input]) { layer, new Flatten(), new Dense(2048), new Dense(1) };
        model.Compile("sgd", "mse");
        double[] targets = [.. Draws("targets", 90).Select(target => (double)target)];
        var rows = new Dataset(Inputs(layer, "rows", 90 * input.Size), [.. input], targets);
        model.Fit(rows, new() { Epochs = 2, BatchSize = 40, Threads = threads });
        return [.. model.GetWeights().OrderBy(variable => variable.Key, StringComparer.Ordinal).SelectMany(variable => variable.Value)];
    }

    private float[] Inputs(Layer layer, string name, int count) => [.. Draws(name, count).Select(draw => InputOf(layer, draw))];

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

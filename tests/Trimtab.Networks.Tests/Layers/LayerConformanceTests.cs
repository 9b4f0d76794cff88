using OwnParts;
using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Every layer, the sample's included; what can't be made without settings has its example in LayerExamples.</summary>
public class LayerConformanceTests : LayerConformance
{
    public static TheoryData<string> Every => [.. Layer.Catalog.Names];

    [Theory, MemberData(nameof(Every))]
    public void Passes_AllocateNothing(string name)
    {
        foreach (var (layer, input) in Examples(name))
        {
            using var bench = new LayerBench(layer, input, 19) { InputShape = [.. input] };
            _ = bench.Forward([.. Drawn.Uniform(19 * input.Size, 2).Select(x => InputOf(layer, x))]);

            Assert.Equal(0L, Allocations.Of(bench.Repeat));
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
    public void Compile_OfDenseOnAnImage_SaysToFlatten() => Assert.Contains(
        "flatten",
        Assert.Throws<ShapeException>(() => new Sequential([2, 2, 1]) { new Dense(3) }.Compile("sgd", "mse")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Padding_ThatIsCausal_IsThatOfConv1DOnly()
    {
        Assert.Equal(Shape.Create([4, 2]), new Conv1D(2, 9) { Strides = 2, Padding = Padding.Causal }.OutputShape([7, 3]));
        foreach (
            var make in new Func<Layer>[]
            {
                () => new Conv2D(2, 3) { Padding = Padding.Causal }, () => new SeparableConv2D(2, 3) { Padding = Padding.Causal },
                () => new DepthwiseConv2D(3) { Padding = Padding.Causal }, () => new MaxPooling1D(2) { Padding = Padding.Causal },
                () => new AveragePooling2D(2) { Padding = Padding.Causal },
            })
        {
            Assert.Contains(
                "Padding must be Valid or Same. Got Causal",
                Assert.Throws<ArgumentOutOfRangeException>(make).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OutputShape_OfKernelLargerThanImage_SaysSo() =>
        Assert.Contains(
            "at least (5, 5)",
            Assert.Throws<ShapeException>(() => new Conv2D(1, 5).OutputShape([4, 4, 1])).Message,
            StringComparison.Ordinal);

    protected override IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => name == "light_gru"
        ? [(new LightGRU(5), [5, 4]), (new Bidirectional(new LightGRU(3) { ReturnSequences = true }), [5, 4])]
        : LayerExamples.Of(name) ?? base.Examples(name);

    /// <summary>Whole numbers and a half, which an embedding cuts off: a small change of its input changes nothing.</summary>
    protected override float InputOf(Layer layer, float draw) =>
        layer is Embedding ? Math.Min(MathF.Floor(MathF.Abs(draw) * 3), 6) + 0.5f : draw;

    protected override bool IsDifferentiable(Layer layer, Shape input, int rows) =>
        !(layer is BatchNormalization && rows == 1 && input.Count == 1); // the variance of one row is 0
}

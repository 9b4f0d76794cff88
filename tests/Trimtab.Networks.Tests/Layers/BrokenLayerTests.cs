using Trimtab.Data;
using Trimtab.Networks.Engine;
using Xunit.Sdk;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>The suite of layers fails for a layer that breaks a rule.</summary>
public class BrokenLayerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void Suite_OfALayerWithAWrongGradient_Fails(int rows)
    {
        var suite = new Broken(new Scaled(2, 2.1f));

        suite.Output_OfAnotherOperatorOfTheLayer_HasTheSameBits("broken", rows);
        Assert.ThrowsAny<XunitException>(() => suite.Gradient_AtRandomPoint_MatchesFiniteDifferences("broken", rows));
        new Broken(new Scaled(2, 2)).Gradient_AtRandomPoint_MatchesFiniteDifferences("right", rows);
    }

    [Fact]
    public void Suite_OfALayerThatRemembersWhatItComputed_Fails() =>
        Assert.ThrowsAny<XunitException>(() =>
            new Broken(new Scaled(2, 2) { Growth = 1 }).Output_OfAnotherOperatorOfTheLayer_HasTheSameBits("broken", 5));

    private sealed class Broken(Layer layer) : LayerConformance
    {
        protected override IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => [(layer, [3, 2])];
    }

    /// <summary>y = f·x with a gradient of a factor of its own.</summary>
    private sealed record Scaled(float Factor, float Slope) : Layer
    {
        private readonly float[] _passes = new float[1];

        /// <summary>By how much the factor grows with each pass of any operator.</summary>
        public float Growth { get; init; }

        public override Shape OutputShape(Shape input) => input;

        public override LayerOperator Compile(Shape input) => new Operator(this);

        private sealed class Operator(Scaled layer) : LayerOperator
        {
            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) =>
                Multiply(x, layer.Factor + (layer.Growth * layer._passes[0]++), y);

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) =>
                Multiply(dy, layer.Slope, dx);

            private static void Multiply(ReadOnlySpan<float> from, float factor, Span<float> to)
            {
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = from[i] * factor;
                }
            }
        }
    }
}

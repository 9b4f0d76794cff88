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

    /// <summary>A right layer that is bent, one with kinks, and each with one thing wrong.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(19)]
    [InlineData(40)]
    public void Suite_OfALayerWithAGradientThatIsAlmostRight_Fails(int rows)
    {
        Check(new Curved(), rows);
        Check(new Curved { HasKinks = true }, rows);
        Check(new Weighted(), rows);
        foreach (Layer broken in (Layer[])
            [
                new Curved { Slope = 0.985f }, new Curved { Slope = 1.015f }, new Curved { SkipsFirst = 3 }, new Curved { SkipsFirst = 1 },
                new Curved { HasKinks = true, SkipsFirst = 3 }, new Curved { HasKinks = true, Slope = 0.9f },
                new Weighted { GradientFactor = 0.9f }, new Weighted { GradientFactor = 1.05f }, new Weighted { GradientFactor = 0 },
            ])
        {
            string message = Assert.ThrowsAny<XunitException>(() => Check(broken, rows)).Message;

            Assert.Contains("must be the derivatives of what Forward writes", message, StringComparison.Ordinal);
            Assert.Contains(broken.GetType().Name, message, StringComparison.Ordinal);
        }

        static void Check(Layer layer, int rows) => new Broken(layer).Gradient_AtRandomPoint_MatchesFiniteDifferences("broken", rows);
    }

    [Fact]
    public void Suite_OfALayerThatRemembersWhatItComputed_Fails() =>
        Assert.ThrowsAny<XunitException>(() =>
            new Broken(new Scaled(2, 2) { Growth = 1 }).Output_OfAnotherOperatorOfTheLayer_HasTheSameBits("broken", 5));

    private sealed class Broken(Layer layer) : LayerConformance
    {
        protected override IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => [(layer, [3, 2])];
    }

    /// <summary>y = x², or |x| with kinks; its gradient times a factor, and zero at the first positions of the first tile.</summary>
    private sealed record Curved : Layer
    {
        public bool HasKinks { get; init; }

        public float Slope { get; init; } = 1;

        public int SkipsFirst { get; init; }

        public override Shape OutputShape(Shape input) => input;

        public override LayerOperator Compile(Shape input) => new Operator(this);

        private sealed class Operator(Curved layer) : LayerOperator
        {
            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = layer.HasKinks ? MathF.Abs(x[i]) : x[i] * x[i];
                }
            }

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
            {
                for (int i = 0; i < dx.Length; i++)
                {
                    float slope = layer.HasKinks ? MathF.Sign(x[i]) : 2 * x[i];
                    dx[i] = i < layer.SkipsFirst * Tile.Lanes ? 0 : dy[i] * slope * layer.Slope;
                }
            }
        }
    }

    /// <summary>y = x·w, a weight for each position, whose gradient has a factor.</summary>
    private sealed record Weighted : Layer
    {
        public float GradientFactor { get; init; } = 1;

        public override Shape OutputShape(Shape input) => input;

        public override IReadOnlyList<WeightSpec> Weights(Shape input) => [new("weight", [input.Size], "ones")];

        public override LayerOperator Compile(Shape input) => new Operator(this);

        private sealed class Operator(Weighted layer) : LayerOperator
        {
            public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
            {
                var weights = Weights[0].Value;
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = x[i] * weights[i / Tile.Lanes % weights.Length];
                }
            }

            public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
            {
                var weights = Weights[0].Value;
                var gradient = Weights[0].Gradient;
                for (int i = 0; i < x.Length; i++)
                {
                    gradient[i / Tile.Lanes % weights.Length] += x[i] * dy[i] * layer.GradientFactor;
                    dx[i] = dy[i] * weights[i / Tile.Lanes % weights.Length];
                }
            }
        }
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

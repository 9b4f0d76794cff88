namespace Trimtab.Networks.Tests;

/// <summary>What every activation that can be given by name must keep.</summary>
public class ActivationConformanceTests
{
    private const int Channels = 3, Positions = 4, Images = 16, Position = Channels * Images;

    public static TheoryData<string> Every => [.. Activation.Catalog.Names];

    public static TheoryData<string> Elementwise => [.. Activation.Catalog.Names.Where(n => n != "softmax")];

    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(
        [
            "elu", "exponential", "gelu", "hard_sigmoid", "leaky_relu", "linear", "relu", "selu", "sigmoid", "silu", "softmax", "softplus",
            "softsign", "tanh",
        ],
        Activation.Catalog.Names);

    [Theory]
    [MemberData(nameof(Every))]
    public void ForwardAndBackward_OnLargeNumbers_AreFinite(string name)
    {
        float limit = name == "exponential" ? 88 : 100; // e^100 is no float
        float[] x = [.. Drawn.Uniform(Position * Positions, limit)];
        x[0] = limit;
        x[1] = -limit;

        var (y, gradient) = Run(name, x);

        Assert.All(y, v => Assert.True(float.IsFinite(v)));
        Assert.All(gradient, v => Assert.True(float.IsFinite(v)));
    }

    /// <summary>They are refused, or what fits is computed; memory beyond is not touched.</summary>
    [Theory]
    [MemberData(nameof(Every))]
    public void ForwardAndBackward_OfBlocksOfTwoLengths_WriteNothingBeyondTheirEnd(string name)
    {
        Activation activation = name;
        float[] x = Drawn.Uniform(2 * Position, 3), y = Drawn.Uniform(2 * Position, 1), memory = new float[2 * Position];

        _ = Record.Exception(() => activation.Forward(x, memory.AsSpan(0, Position), Channels));
        _ = Record.Exception(() => activation.Backward(activation.NeedsInput ? x : [], y, memory.AsSpan(0, Position), Channels));

        Assert.All(memory[Position..], beyond => Assert.Equal(0f, beyond));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Forward_OfNaN_IsNaN(string name)
    {
        float[] x = Drawn.Uniform(Position, 3);
        x[20] = float.NaN;

        Assert.True(float.IsNaN(Run(name, x).Y[20]));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Backward_OnRandomPoints_MatchesFiniteDifference(string name)
    {
        const float Step = 1 / 128f; // less than a quarter of the distance to a kink; exact in single precision
        float[] x = Drawn.AwayFromKinks(Position), upstream = Drawn.Uniform(Position, 1, seed: 2);
        var (_, gradient) = Run(name, x, upstream);

        for (int i = 0; i < x.Length; i++)
        {
            float[] above = [.. x], below = [.. x];
            above[i] += Step;
            below[i] -= Step;
            double[] differences = [.. Run(name, above).Y.Zip(Run(name, below).Y, (a, b) => (double)a - b)];
            double slope = differences.Zip(upstream, (d, u) => d * u).Sum() / (2 * Step);

            // h²/6·f‴ (1e-5, times e⁵ for the exponential) and rounding (1e-7 / h), with room
            Assert.Equal(slope, gradient[i], 1e-4 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void ForwardAndBackward_OfOneImage_DoNotDependOnWhereItStands(string name)
    {
        float[] x = Drawn.Uniform(Position * Positions, 5), upstream = Drawn.Uniform(Position * Positions, 1, seed: 2);
        var (y, gradient) = Run(name, x, upstream);

        for (int shift = 0; shift < Images; shift++)
        {
            for (int position = 0; position < Positions; position++)
            {
                var (alone, aloneGradient) = Run(name, Rotate(Part(x), shift), Rotate(Part(upstream), shift));

                Assert.Equal(Rotate(Part(y), shift), alone);
                Assert.Equal(Rotate(Part(gradient), shift), aloneGradient);
                float[] Part(float[] block) => block[(position * Position)..((position + 1) * Position)];
            }
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Forward_AtAnyOffsetAndLength_HasTheSameBits(string name)
    {
        Activation activation = name;
        float[] x = Drawn.Uniform(150, 20), each = new float[150];
        for (int i = 0; i < x.Length; i++)
        {
            activation.Forward(x.AsSpan(i, 1), each.AsSpan(i, 1), 1);
        }

        for (int start = 0; start < 40; start++)
        {
            for (int length = 1; length <= x.Length - start; length++)
            {
                float[] y = new float[length];
                activation.Forward(x.AsSpan(start, length), y, 1);
                Assert.True(y.AsSpan().SequenceEqual(each.AsSpan(start, length)), $"{name} from {start}, {length} numbers.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Forward_InPlace_HasTheSameBits(string name)
    {
        float[] x = Drawn.Uniform(Position * Positions, 5);
        float[] expected = Run(name, x).Y;

        ((Activation)name).Forward(x, x, Channels);

        Assert.Equal(expected, x);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void ForwardAndBackward_AllocateNothing(string name)
    {
        Activation activation = name;
        float[] x = Drawn.Uniform(Position * Positions, 5), y = new float[x.Length], gradient = new float[x.Length];

        Assert.Equal(0L, Allocations.Of(Pass));

        void Pass()
        {
            activation.Forward(x, y, Channels);
            activation.Backward(x, y, gradient, Channels);
        }
    }

    [Fact]
    public void Softmax_OfBrokenBlock_SaysWhatItNeeds() => Assert.Contains(
        "whole positions of 3 channels x 16 images. Got 50 numbers",
        Assert.Throws<ArgumentException>(() => new Softmax().Forward(new float[50], new float[50], 3)).Message,
        StringComparison.Ordinal);

    private static (float[] Y, float[] Gradient) Run(string name, float[] x, float[]? upstream = null)
    {
        Activation activation = name;
        float[] y = new float[x.Length], gradient = [.. upstream ?? Enumerable.Repeat(1f, x.Length)];
        activation.Forward(x, y, Channels);
        activation.Backward(activation.NeedsInput ? x : [], y, gradient, Channels);
        return (y, gradient);
    }

    private static float[] Rotate(float[] block, int shift) =>
    [.. block.Select((_, i) => block[(i / Images * Images) + ((i + shift) % Images)])];
}

using System.Text.Json;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>Against PyTorch 1.13 in double precision.</summary>
public class ActivationOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("networks.json").GetProperty("activations");

    private static readonly Dictionary<string, Activation> _ours = new()
    {
        ["linear"] = "linear",
        ["relu"] = "relu",
        ["leaky_relu_0.3"] = "leaky_relu",
        ["leaky_relu_0.2"] = new LeakyRelu { NegativeSlope = 0.2f },
        ["elu_1"] = "elu",
        ["elu_0.5"] = new Elu { Alpha = 0.5f },
        ["selu"] = "selu",
        ["gelu_erf"] = "gelu",
        ["silu"] = "silu",
        ["softplus"] = "softplus",
        ["softsign"] = "softsign",
        ["tanh"] = "tanh",
        ["sigmoid"] = "sigmoid",
        ["hard_sigmoid_keras2"] = "hard_sigmoid",
        ["exponential"] = "exponential",
    };

    public static TheoryData<string> Functions => [.. _ours.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Forward_OnOraclePoints_MatchesTorch(string name)
    {
        float[] x = _oracle.GetProperty("x").Floats(), y = new float[x.Length];

        _ours[name].Forward(x, y, 1);

        Assert.All(y.Zip(Case(name).GetProperty("value").Numbers(), x), point => AssertClose(point.Second, point.First, point.Third));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Backward_OnOraclePoints_MatchesTorch(string name)
    {
        float[] x = _oracle.GetProperty("x").Floats(), y = new float[x.Length], gradient = new float[x.Length];
        _ours[name].Forward(x, y, 1);
        Array.Fill(gradient, 1);

        _ours[name].Backward(_ours[name].NeedsInput ? x : [], y, gradient, 1);

        Assert.All(
            gradient.Zip(Case(name).GetProperty("derivative").Numbers(), x).Where(p => !IsKink(name, p.Third)),
            point => AssertClose(point.Second, point.First, point.Third));
    }

    [Theory]
    [InlineData("selu", 0f, 1.0507009873554805f)]
    [InlineData("elu", 0f, 1f)]
    [InlineData("relu", 0f, 0f)]
    [InlineData("hard_sigmoid", 2.5f, 0f)]
    [InlineData("hard_sigmoid", -2.5f, 0f)]
    public void Backward_AtKink_IsAsDocumented(string name, float x, float derivative)
    {
        Activation activation = name;
        float[] y = new float[1], gradient = [1];
        activation.Forward([x], y, 1);

        activation.Backward([], y, gradient, 1);

        Assert.Equal(derivative, gradient[0]);
    }

    [Fact]
    public void Forward_OfSmallNumbers_KeepsTheirDigits()
    {
        float[] x = [1e-6f, -1e-6f, 3e-4f, -3e-4f];

        Assert.All(
            new (Activation Activation, Func<double, double> Exact)[]
            {
                ("tanh", Math.Tanh),
                ("elu", v => v > 0 ? v : Math.Exp(v) - 1),
                ("softsign", v => v / (1 + Math.Abs(v))),
            },
            f =>
            {
                float[] y = new float[x.Length];
                f.Activation.Forward(x, y, 1);
                Assert.All(x.Zip(y), p => Assert.Equal(1, p.Second / f.Exact(p.First), 1e-6)); // relative, unlike the oracle's bound
            });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Softmax_OnOracleRows_MatchesTorch(int position)
    {
        var oracle = _oracle.GetProperty("softmax");
        float[] x = Block(oracle.GetProperty("inputs").GetProperty("x"), position), y = new float[x.Length];
        float[] gradient = Block(oracle.GetProperty("upstream"), position);

        new Softmax().Forward(x, y, 4);
        new Softmax().Backward([], y, gradient, 4);

        // 2e-7: a few roundings of numbers up to 2
        Assert.All(Block(oracle.GetProperty("output"), position).Zip(y), p => Assert.Equal(p.First, p.Second, 2e-7));
        Assert.All(
            Block(oracle.GetProperty("gradients").GetProperty("x"), position).Zip(gradient), p => Assert.Equal(p.First, p.Second, 3e-7));
    }

    /// <summary>The six rows as images 5 to 10 of the last of several positions; the other images repeat the first row.</summary>
    private static float[] Block(JsonElement tensor, int positions)
    {
        float[] rows = tensor.GetProperty("data").Floats(), block = new float[positions * 4 * 16];
        for (int i = 0; i < block.Length; i++)
        {
            int image = i % 16, channel = i / 16 % 4, row = image is >= 5 and < 11 && i / 64 == positions - 1 ? image - 5 : 0;
            block[i] = rows[(row * 4) + channel];
        }

        return block;
    }

    private static JsonElement Case(string name) =>
        _oracle.GetProperty("functions").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name);

    private static bool IsKink(string name, float x) =>
        (name == "selu" && x == 0) || (name == "hard_sigmoid_keras2" && MathF.Abs(x) == 2.5f);

    /// <summary>
    /// Four roundings in single precision, relative above 1 and absolute below; infinity where the exact value passes the largest float.
    /// </summary>
    private static void AssertClose(double expected, float actual, float x)
    {
        bool isClose = Math.Abs(expected) > float.MaxValue
            ? float.IsInfinity(actual)
            : Math.Abs(actual - expected) <= 2.4e-7 * Math.Max(1, Math.Abs(expected));
        Assert.True(isClose, $"At {x}: expected {expected}, got {actual}.");
    }
}

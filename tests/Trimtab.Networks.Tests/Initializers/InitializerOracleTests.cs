using System.Text.Json;
using Trimtab.Data;
using Trimtab.Numerics;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>Against Keras's formulas, and moments and quantiles from SciPy 1.10.</summary>
public class InitializerOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("initializers.json");
    private static readonly RandomAddress _address = RandomAddress.FromSeed(7);

    public static TheoryData<string> Shapes =>
    [.. _oracle.GetProperty("by_shape").EnumerateArray().Select(c => c.GetProperty("shape").GetRawText())];

    public static TheoryData<int> ShapeIndependent => [.. Enumerable.Range(0, _oracle.GetProperty("shape_independent").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fans_OfShape_AreThoseOfKeras(string shape)
    {
        var oracle = Case(shape);

        Assert.Equal(new Fans(oracle.GetProperty("fan_in").GetInt64(), oracle.GetProperty("fan_out").GetInt64()), Fans.Of(ShapeOf(oracle)));
    }

    [Fact]
    public void Fans_OfANumber_AreOne() => Assert.Equal(new Fans(1, 1), Fans.Of([]));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fill_ByNameOfScaledInitializer_HasTheBitsOfTheExactDistribution(string shape)
    {
        var oracle = Case(shape);

        Assert.All(oracle.GetProperty("initializers").EnumerateObject().Where(i => !i.Name.Contains('(', StringComparison.Ordinal)), i =>
        {
            Initializer expected = i.Value.GetProperty("distribution").GetString() == "uniform"
                ? new RandomUniform { MinVal = i.Value.GetProperty("low").GetDouble(), MaxVal = i.Value.GetProperty("high").GetDouble() }
                : new TruncatedNormal { StdDev = i.Value.GetProperty("stddev_before_truncation").GetDouble() };

            float[] ours = Fill(i.Name, ShapeOf(oracle)), theirs = Fill(expected, ShapeOf(oracle));

            // the parameters may differ by a rounding in double, which now and then moves a float to its neighbour
            Assert.All(ours.Zip(theirs), w => Assert.Equal(w.First, w.Second, Math.Abs(w.First) * 1.2e-7));
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void VarianceScaling_WithOtherSettings_HasKerasParameters(string shape)
    {
        var fans = Fans.Of(ShapeOf(Case(shape)));
        var oracle = Case(shape).GetProperty("initializers");

        var truncated = (TruncatedNormal)new VarianceScaling { Scale = 0.5, Mode = FanMode.FanOut }.Scaled(fans);
        var scaling = new VarianceScaling { Scale = 3, Mode = FanMode.FanAvg, Distribution = ScaledDistribution.Uniform };
        var uniform = (RandomUniform)scaling.Scaled(fans);
        var normal = (RandomNormal)new VarianceScaling { Distribution = ScaledDistribution.UntruncatedNormal }.Scaled(fans);

        AssertSame(
            "variance_scaling(scale=0.5, mode=fan_out, distribution=truncated_normal)", "stddev_before_truncation", truncated.StdDev);
        AssertSame("variance_scaling(scale=3.0, mode=fan_avg, distribution=uniform)", "limit", uniform.MaxVal);
        AssertSame("variance_scaling(scale=1.0, mode=fan_in, distribution=untruncated_normal)", "stddev", normal.StdDev);
        void AssertSame(string name, string field, double actual) =>
            Assert.Equal(1, actual / oracle.GetProperty(name).GetProperty(field).GetDouble(), 1e-15); // the order of two roundings is free
    }

    [Theory]
    [MemberData(nameof(ShapeIndependent))]
    public void Fill_OfManyWeights_HasTheExactMomentsBoundsAndQuantiles(int index)
    {
        var oracle = _oracle.GetProperty("shape_independent")[index];
        float[] weights = Fill(Make(oracle), [200, 500]);

        AssertDistribution(weights, oracle.GetProperty("any_shape"), Kurtosis(oracle.GetProperty("any_shape")));
    }

    [Theory]
    [InlineData("[784,100]")]
    [InlineData("[1152,16]")]
    [InlineData("[5,5,3,16]")]
    public void Fill_ByNameOfScaledInitializer_HasTheExactMomentsAndBounds(string shape)
    {
        var oracle = Case(shape);

        Assert.All(
            oracle.GetProperty("initializers").EnumerateObject().Where(i => i.Value.TryGetProperty("distribution", out _)),
            i => AssertDistribution(Fill(i.Name, ShapeOf(oracle)), i.Value, Kurtosis(i.Value)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Orthogonal_OfShape_HasOrthonormalColumnsOrIsRefused(string shape)
    {
        var oracle = Case(shape);
        if (oracle.GetProperty("orthogonal").TryGetProperty("error", out _))
        {
            Assert.Contains(
                "two axes or more",
                Assert.Throws<ArgumentException>(() => Fill("orthogonal", ShapeOf(oracle))).Message,
                StringComparison.Ordinal);
            return;
        }

        int[] flat = oracle.GetProperty("orthogonal").GetProperty("flattened").Integers();

        AssertOrthonormal(Fill("orthogonal", ShapeOf(oracle)), flat[0], flat[1], gain: 1);
    }

    [Fact]
    public void Orthogonal_WiderThanHigh_HasOrthonormalRows()
    {
        float[] weights = Fill(new Orthogonal { Gain = 2 }, [3, 20]);
        float[] transposed = [.. Enumerable.Range(0, 60).Select(i => weights[(i % 3 * 20) + (i / 3)])];

        AssertOrthonormal(transposed, 20, 3, gain: 2);
    }

    [Fact]
    public void Orthogonal_OverManyAddresses_IsUniform()
    {
        const int Draws = 4000;
        double[] corners = [.. Enumerable.Range(0, Draws).Select(i =>
        {
            float[] weights = new float[9];
            new Orthogonal().Fill(weights, [3, 3], _address.At(i));
            return (double)weights[8]; // the last: biased if R's signs were not fixed
        })];

        Assert.Equal(0, corners.Average(), 5 * Math.Sqrt(1 / 3.0 / Draws)); // E q = 0, E q² = 1/n; five standard errors
        Assert.Equal(1 / 3.0, corners.Average(q => q * q), 5 * Math.Sqrt(((1 / 5.0) - (1 / 9.0)) / Draws)); // E q⁴ = 3 / (n(n + 2))
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Identity_OfShape_HasOnesOnTheDiagonalOrIsRefused(string shape)
    {
        var oracle = Case(shape);
        if (oracle.GetProperty("identity").TryGetProperty("error", out _))
        {
            Assert.Contains(
                "two axes, [in, out]. Got (",
                Assert.Throws<ArgumentException>(() => Fill("identity", ShapeOf(oracle))).Message,
                StringComparison.Ordinal);
            return;
        }

        float[] weights = Fill("identity", ShapeOf(oracle));

        int columns = ShapeOf(oracle)[1];
        Assert.Equal(weights.Select((_, i) => i / columns == i % columns ? 1f : 0f), weights);
    }

    private static void AssertOrthonormal(float[] weights, int rows, int columns, double gain)
    {
        for (int a = 0; a < columns; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = Enumerable.Range(0, rows).Sum(r => (double)weights[(r * columns) + a] * weights[(r * columns) + b]);
                Assert.Equal(a == b ? gain * gain : 0, dot, 2e-7 * gain * gain); // weights are rounded to single precision
            }
        }
    }

    private static void AssertDistribution(float[] weights, JsonElement oracle, double kurtosis)
    {
        double mean = weights.Average(w => (double)w), variance = weights.Average(w => (w - mean) * (w - mean));
        double exactMean = oracle.GetProperty("mean").GetDouble(), exact = oracle.GetProperty("variance").GetDouble(), n = weights.Length;
        Assert.Equal(exactMean, mean, 5 * Math.Sqrt(exact / n)); // five standard errors, here and below
        Assert.Equal(exact, variance, 5 * exact * Math.Sqrt((kurtosis - 1) / n));
        if (oracle.TryGetProperty("bounds", out var bounds) && bounds.ValueKind == JsonValueKind.Array)
        {
            Assert.InRange(weights.Min(), (float)bounds[0].GetDouble(), (float)bounds[1].GetDouble());
            Assert.InRange(weights.Max(), (float)bounds[0].GetDouble(), (float)bounds[1].GetDouble());
        }

        if (oracle.TryGetProperty("quantiles", out var quantiles))
        {
            Assert.All(quantiles.EnumerateObject(), q =>
            {
                double p = double.Parse(q.Name, System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(p, weights.Count(w => w <= q.Value.GetDouble()) / n, 5 * Math.Sqrt(p * (1 - p) / n));
            });
        }
    }

    private static double Kurtosis(JsonElement distribution)
    {
        var known = _oracle.GetProperty("constants").GetProperty("kurtosis");
        return distribution.GetProperty("distribution").GetString() switch
        {
            "uniform" => known.GetProperty("uniform").GetDouble(),
            "normal" => known.GetProperty("normal").GetDouble(),
            "truncated_normal" => known.GetProperty("truncated_normal_2sd").GetDouble(),
            _ => 1,
        };
    }

    private static Initializer Make(JsonElement oracle)
    {
        var arguments = oracle.GetProperty("args");
        double? mean = Number("mean"), value = Number("value");
        double? low = Number("minval"), high = Number("maxval"), deviation = Number("stddev");
        return Initializer.Catalog.Create(oracle.GetProperty("initializer").GetString()!) switch
        {
            Constant c => c with { Value = (float)(value ?? c.Value) },
            RandomUniform u => u with { MinVal = low ?? u.MinVal, MaxVal = high ?? u.MaxVal },
            RandomNormal n => n with { Mean = mean ?? n.Mean, StdDev = deviation ?? n.StdDev },
            TruncatedNormal t => t with { Mean = mean ?? t.Mean, StdDev = deviation ?? t.StdDev },
            var other => other,
        };
        double? Number(string name) => arguments.TryGetProperty(name, out var element) ? element.GetDouble() : null;
    }

    private static float[] Fill(Initializer initializer, Shape shape)
    {
        float[] weights = new float[shape.Size];
        initializer.Fill(weights, shape, _address);
        return weights;
    }

    private static Shape ShapeOf(JsonElement oracle) => Shape.Create(oracle.GetProperty("shape").Integers());

    private static JsonElement Case(string shape) => _oracle.GetProperty("by_shape").EnumerateArray()
        .Single(
            c => c.GetProperty("shape").GetRawText().Replace(" ", "", StringComparison.Ordinal)
                == shape.Replace(" ", "", StringComparison.Ordinal));
}

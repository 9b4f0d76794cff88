using Trimtab.Data;

namespace Trimtab.Networks.Tests;

public class ConstraintTests
{
    private const double Rounding = 5e-7; // Keras's epsilon and the rounding of weights to float

    public static TheoryData<string> Every => [.. Constraint.Catalog.Names];

    public static TheoryData<int[]> Shapes { get; } = new(((int[][])[[3, 2], [3, 3, 2, 100], [40]]).AsEnumerable());

    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(["max_norm", "non_neg", "unit_norm"], Constraint.Catalog.Names);

    [Fact]
    public void MaxNorm_OfDenseKernel_ShortensTheLongColumnOnly()
    {
        float[] weights = [3, 0.5f, 4, 0.5f]; // columns (3, 4) and (½, ½)

        new MaxNorm().Apply(weights, [2, 2]);

        Assert.Equal([1.2f, 0.5f, 1.6f, 0.5f], weights, (a, b) => Math.Abs(a - b) < Rounding);
    }

    /// <summary>
    /// Keras's formula, w · clip(norm, 0, 2) / (1e-7 + norm) and w / (1e-7 + norm), for axis 0 and [0, 1, 2] of [row 2, column 2, in 1, out
    /// 2], in Python's floats.
    /// </summary>
    public static TheoryData<Constraint, float[]> OfConvolution => new()
    {
        { "max_norm", [0.499999968f, -1.19999998f, 1.98455565f, 0.894427181f, -1.49999991f, 1.59999997f, 0.248069457f, -1.78885436f] },
        {
            new MaxNorm { Axis = NormAxis.AllButLast },
            [0.390360014f, -0.585540038f, 1.56144006f, 0.780720051f, -1.17108004f, 0.780720051f, 0.195180007f, -1.5614401f]
        },
        { "unit_norm", [0.316227746f, -0.599999988f, 0.992277827f, 0.44721359f, -0.948683238f, 0.799999984f, 0.124034728f, -0.894427181f] },
        {
            new UnitNorm { Axis = NormAxis.AllButLast },
            [0.195180007f, -0.292770019f, 0.780720028f, 0.390360025f, -0.585540021f, 0.390360025f, 0.0975900035f, -0.780720051f]
        },
    };

    [Theory]
    [MemberData(nameof(OfConvolution))]
    public void Norm_OfAConvolution_IsKeras(Constraint constraint, float[] expected)
    {
        float[] weights = [0.5f, -3, 2, 4, -1.5f, 4, 0.25f, -8];

        constraint.Apply(weights, [2, 2, 1, 2]);

        Assert.Equal(expected, weights, (a, b) => Math.Abs(a - b) < 3e-7);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void UnitNorm_OfAnyShape_GivesEveryUnitNormOne(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        float[] weights = Drawn.Uniform(shape.Size, 1);

        new UnitNorm { Axis = NormAxis.AllButLast }.Apply(weights, shape);

        Assert.All(Norms(weights, shape), n => Assert.Equal(1, n, Rounding));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MaxNorm_OfAnyShape_BoundsEveryUnit(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        float[] weights = Drawn.Uniform(shape.Size, 1);
        double[] before = Norms(weights, shape);

        new MaxNorm { MaxValue = 1.1f, Axis = NormAxis.AllButLast }.Apply(weights, shape);

        Assert.All(Norms(weights, shape).Zip(before), n => Assert.Equal(Math.Min(n.Second, 1.1), n.First, Rounding));
    }

    [Fact]
    public void UnitNorm_OfZeros_LeavesZeros()
    {
        float[] weights = new float[6];

        new UnitNorm().Apply(weights, [3, 2]);

        Assert.All(weights, w => Assert.Equal(0, w));
    }

    [Fact]
    public void NonNeg_OfMixedWeights_CutsTheNegative()
    {
        float[] weights = [-1, 0, 2, -0.5f, float.NaN];

        new NonNeg().Apply(weights, [5]);

        Assert.Equal([0, 0, 2, 0, float.NaN], weights);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Apply_AllocatesNothing(string name)
    {
        Constraint constraint = name;
        var shape = Shape.Create(3, 3, 2, 100);
        float[] weights = Drawn.Uniform(shape.Size, 1);

        Assert.Equal(0L, Allocations.Of(() => constraint.Apply(weights, shape)));
    }

    private static double[] Norms(float[] weights, Shape shape)
    {
        int units = shape.Count == 1 ? 1 : shape[^1];
        return [.. Enumerable.Range(0, units).Select(u => Math.Sqrt(weights.Where((_, i) => i % units == u).Sum(w => (double)w * w)))];
    }
}

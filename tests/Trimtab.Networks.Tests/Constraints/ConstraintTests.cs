namespace Trimtab.Networks.Tests;

public class ConstraintTests
{
    private const double Rounding = 5e-7; // Keras's epsilon and the rounding of weights to float

    public static TheoryData<string> Every => [.. Constraint.Known.Names];

    public static TheoryData<int[]> Shapes { get; } = new(((int[][])[[3, 2], [3, 3, 2, 100], [40]]).AsEnumerable());

    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(["max_norm", "non_neg", "unit_norm"], Constraint.Known.Names);

    [Fact]
    public void MaxNorm_OfDenseKernel_ShortensTheLongColumnOnly()
    {
        float[] weights = [3, 0.5f, 4, 0.5f]; // columns (3, 4) and (½, ½)

        new MaxNorm().Apply(weights, [2, 2]);

        Assert.Equal([1.2f, 0.5f, 1.6f, 0.5f], weights, (a, b) => Math.Abs(a - b) < Rounding);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void UnitNorm_OfAnyShape_GivesEveryUnitNormOne(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        float[] weights = Drawn.Uniform(shape.Size, 1);

        new UnitNorm().Apply(weights, shape);

        Assert.All(Norms(weights, shape), n => Assert.Equal(1, n, Rounding));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MaxNorm_OfAnyShape_BoundsEveryUnit(int[] sizes)
    {
        var shape = Shape.Create(sizes);
        float[] weights = Drawn.Uniform(shape.Size, 1);
        double[] before = Norms(weights, shape);

        new MaxNorm { MaxValue = 1.1f }.Apply(weights, shape);

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
        constraint.Apply(weights, shape);
        long before = GC.GetAllocatedBytesForCurrentThread();

        constraint.Apply(weights, shape);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double[] Norms(float[] weights, Shape shape)
    {
        int units = shape.Count == 1 ? 1 : shape[^1];
        return [.. Enumerable.Range(0, units).Select(u => Math.Sqrt(weights.Where((_, i) => i % units == u).Sum(w => (double)w * w)))];
    }
}

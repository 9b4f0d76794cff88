namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>Clipping of gradients: by value, by the norm of each variable, by the global norm, in this order.</summary>
public class GradientClippingTests
{
    private static readonly (int, int)[] _variables = [(0, 2), (2, 3)];

    [Fact]
    public void ClipValue_BoundsEachElement() =>
        Assert.Equal([1, -1, 0.5f, -0.25f, 1], Clip(new Sgd { ClipValue = 1 }, 3, -4, 0.5f, -0.25f, 1));

    /// <summary>Norms 5 and 3: the first is scaled by 4/5, the second is within the bound.</summary>
    [Fact]
    public void ClipNorm_ScalesVariablesOfLargerNorm() =>
        Assert.Equal([2.4f, -3.2f, 1, 2, 2], Clip(new Sgd { ClipNorm = 4 }, 3, -4, 1, 2, 2), Close);

    /// <summary>√(25 + 144) = 13.</summary>
    [Fact]
    public void GlobalClipNorm_ScalesAllByTheNormOverAll() =>
        Assert.Equal([1.5f, 2, 6, 0, 0], Clip(new Sgd { GlobalClipNorm = 6.5f }, 3, 4, 12, 0, 0), Close);

    [Fact]
    public void Bounds_AreAppliedByValueThenByVariableThenGlobally()
    {
        // (3, 4 | 12, 0, 0) → value 6: (3, 4 | 6, 0, 0) → norm 5: (3, 4 | 5, 0, 0) → global norm √50 → 5.
        float scale = 5 / MathF.Sqrt(50);

        Assert.Equal(
            [3 * scale, 4 * scale, 5 * scale, 0, 0],
            Clip(new Sgd { ClipValue = 6, ClipNorm = 5, GlobalClipNorm = 5 }, 3, 4, 12, 0, 0),
            Close);
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(100f)]
    public void Gradients_WithinTheBounds_KeepTheirBits(float bound)
    {
        float[] gradients = [3, -4, 0.1f, 0.2f, -0.3f];

        Assert.Equal(gradients, Clip(new Sgd { ClipNorm = bound, ClipValue = bound, GlobalClipNorm = bound * 2 }, gradients));
    }

    [Fact]
    public void Gradients_WithoutBounds_KeepTheirBits() =>
        Assert.Equal([1e30f, -1e-30f, 0, 1, 2], Clip(new Adam(), 1e30f, -1e-30f, 0, 1, 2));

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-6f;

    private static float[] Clip(Optimizer optimizer, params float[] gradients)
    {
        float[] clipped = [.. gradients];
        GradientClipping.Apply(optimizer, clipped, _variables);
        return clipped;
    }
}

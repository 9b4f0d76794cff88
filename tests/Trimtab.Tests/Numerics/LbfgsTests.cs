using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>L-BFGS beside minima known in closed form, with and without bounds.</summary>
public class LbfgsTests
{
    [Fact]
    public void Minimize_Rosenbrock_FindsTheMinimum()
    {
        double[] found = Lbfgs.Minimize(Rosenbrock, [-1.2, 1], 200, 1e-8);

        Assert.Equal(1, found[0], 1e-6);
        Assert.Equal(1, found[1], 1e-6);
    }

    /// <summary>Rosenbrock's function with x ≤ ½: the minimum is on the bound, at y = x² = ¼.</summary>
    [Fact]
    public void Minimize_RosenbrockInABox_EndsOnTheBound()
    {
        double[] found = Lbfgs.Minimize(Rosenbrock, [-1.2, 1], 500, 1e-8, ([-2, -2], [0.5, 2]));

        Assert.Equal(0.5, found[0], 1e-9);
        Assert.Equal(0.25, found[1], 1e-6);
    }

    /// <summary>Hock and Schittkowski, problem 4: (x + 1)³ / 3 + y, x ≥ 1, y ≥ 0; both bounds hold at the minimum (1, 0).</summary>
    [Fact]
    public void Minimize_WhereTheMinimumIsACorner_EndsInIt()
    {
        double[] found = Lbfgs.Minimize(
            v => ((Math.Pow(v[0] + 1, 3) / 3) + v[1], [Math.Pow(v[0] + 1, 2), 1]), [1.125, 0.125], 100, 1e-8, ([1, 0], [10, 10]));

        Assert.Equal([1, 0], found);
    }

    [Fact]
    public void Minimize_WithCoordinatesHeld_MovesTheOthers()
    {
        double[] found = Lbfgs.Minimize(
            v => ((v[0] * v[0]) + Math.Pow(v[1] - 3, 2), [2 * v[0], 2 * (v[1] - 3)]), [2, 0], 100, 1e-8, ([2, -5], [2, 5]));

        Assert.Equal(2, found[0]);
        Assert.Equal(3, found[1], 1e-8);
    }

    private static (double Value, double[] Gradient) Rosenbrock(double[] v)
    {
        double below = v[1] - (v[0] * v[0]);
        return ((100 * below * below) + Math.Pow(1 - v[0], 2), [(-400 * v[0] * below) - (2 * (1 - v[0])), 200 * below]);
    }
}

namespace Trimtab.Plots;

/// <summary>Curves of step functions, whose values hold until the next one: with a corner at each step. Pure functions.</summary>
internal static class StepCurve
{
    /// <summary>A step function.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Where it is known, from left to right or from right to left; a step of equal places has no corner.</param>
    /// <param name="y">Its values there, as many as <paramref name="x"/>.</param>
    public static Curve Of(string name, double[] x, double[] y)
    {
        return new(
            name,
            [.. x.SelectMany((at, i) => HasCorner(i) ? new[] { at, at } : [at])],
            [.. y.SelectMany((value, i) => HasCorner(i) ? new[] { y[i - 1], value } : [value])]);

        bool HasCorner(int i) => i > 0 && y[i] != y[i - 1] && x[i] != x[i - 1];
    }
}

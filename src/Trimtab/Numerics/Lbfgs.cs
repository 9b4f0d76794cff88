namespace Trimtab.Numerics;

/// <summary>
/// L-BFGS: finds a local minimum of a smooth function from its gradients, with a backtracking line search; in a box, too. Pure functions.
/// </summary>
/// <remarks>
/// Nocedal and Wright, "Numerical Optimization" (2nd edition): algorithm 7.5 with the two-loop recursion 7.4 and the line search 3.1; in a
/// box, steps of the coordinates that are not held by a bound, projected (section 16.7).
/// </remarks>
internal static class Lbfgs
{
    private const int Memory = 8; // m: correction pairs kept
    private const double SufficientDecrease = 1e-4; // c₁ of eq. 3.4

    /// <summary>Minimizes a function (algorithm 7.5).</summary>
    /// <param name="function">Value and gradient; steps to a value that is not finite are shortened.</param>
    /// <param name="start">The first point; its value must be finite.</param>
    /// <param name="iterations">The most iterations.</param>
    /// <param name="tolerance">The search ends where no component of the gradient is larger in magnitude.</param>
    /// <param name="box">Bounds of the coordinates; none by default. The start lies inside.</param>
    /// <returns>The last point, whose value is the lowest.</returns>
    public static double[] Minimize(
        Func<double[], (double Value, double[] Gradient)> function,
        double[] start,
        int iterations,
        double tolerance,
        (double[] Low, double[] High)? box = null)
    {
        double[] x = [.. start];
        var (value, gradient) = function(x);
        var pairs = new List<(double[] S, double[] Y, double Ρ)>();
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double[] free = Free(gradient, gradient, x, box);
            if (!(free.Max(Math.Abs) > tolerance))
            {
                break;
            }

            double[] direction = Free(Direction(free, pairs), gradient, x, box);
            if (!(Dot(direction, free) < 0))
            {
                direction = [.. free.Select(g => -g)];
                pairs.Clear();
            }

            if (Search(function, x, value, gradient, direction, pairs.Count == 0, box) is not { } next)
            {
                break;
            }

            double[] s = [.. next.X.Zip(x, (a, b) => a - b)], y = [.. next.Gradient.Zip(gradient, (a, b) => a - b)];
            double curvature = Dot(s, y);
            if (curvature > 1e-12) // eq. 7.1 needs sᵀy > 0
            {
                pairs.Add((s, y, 1 / curvature));
                pairs.RemoveRange(0, Math.Max(0, pairs.Count - Memory));
            }

            (x, value, gradient) = next;
        }

        return x;
    }

    /// <summary>
    /// Halves the step until the sufficient decrease condition, eq. 3.4, holds; <see langword="null"/> after twenty halvings (algorithm
    /// 3.1).
    /// </summary>
    private static (double[] X, double Value, double[] Gradient)? Search(
        Func<double[], (double Value, double[] Gradient)> function,
        double[] x,
        double value,
        double[] gradient,
        double[] direction,
        bool isFirst,
        (double[] Low, double[] High)? box)
    {
        double step = isFirst ? Math.Min(1, 1 / Math.Sqrt(Dot(direction, direction))) : 1;
        for (int i = 0; i < 20; i++, step /= 2)
        {
            double[] tried = [.. x.Select((v, k) => Inside(v + (step * direction[k]), k, box))];
            var (newValue, newGradient) = function(tried);
            double descent = 0;
            for (int k = 0; k < x.Length; k++)
            {
                descent += gradient[k] * (tried[k] - x[k]);
            }

            if (newValue <= value + (SufficientDecrease * descent))
            {
                return (tried, newValue, newGradient);
            }
        }

        return null;
    }

    /// <summary>The same with 0 where a bound stops descent.</summary>
    private static double[] Free(double[] of, double[] gradient, double[] x, (double[] Low, double[] High)? box) => box is not { } bounds
        ? of
        : [.. of.Select((v, k) => gradient[k] > 0 ? (x[k] <= bounds.Low[k] ? 0 : v) : x[k] >= bounds.High[k] ? 0 : v)];

    private static double Inside(double value, int k, (double[] Low, double[] High)? box) =>
        box is { } bounds ? Math.Clamp(value, bounds.Low[k], bounds.High[k]) : value;

    /// <summary>−H·∇f by the two-loop recursion (algorithm 7.4), where H approximates the inverse Hessian.</summary>
    private static double[] Direction(double[] gradient, List<(double[] S, double[] Y, double Ρ)> pairs)
    {
        double[] q = [.. gradient], a = new double[pairs.Count];
        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            a[i] = pairs[i].Ρ * Dot(pairs[i].S, q);
            Add(q, -a[i], pairs[i].Y);
        }

        double γ = pairs.Count == 0 ? 1 : Dot(pairs[^1].S, pairs[^1].Y) / Dot(pairs[^1].Y, pairs[^1].Y); // eq. 7.20
        double[] r = [.. q.Select(v => γ * v)];
        for (int i = 0; i < pairs.Count; i++)
        {
            Add(r, a[i] - (pairs[i].Ρ * Dot(pairs[i].Y, r)), pairs[i].S);
        }

        return [.. r.Select(v => -v)];
    }

    private static void Add(double[] to, double scale, double[] from) => DenseVector.AddScaled(to, scale, from, to.Length);

    private static double Dot(double[] a, double[] b) => DenseVector.Dot(a, b, a.Length);
}

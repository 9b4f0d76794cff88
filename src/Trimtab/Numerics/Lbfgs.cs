namespace Trimtab.Numerics;

/// <summary>
/// L-BFGS: finds a local minimum of a smooth function from its gradients, with a backtracking line search. Pure functions.
/// </summary>
/// <remarks>
/// Nocedal and Wright, "Numerical Optimization" (2nd edition): algorithm 7.5 with the two-loop recursion 7.4 and the line search 3.1.
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
    /// <returns>The last point, whose value is the lowest.</returns>
    public static double[] Minimize(
        Func<double[], (double Value, double[] Gradient)> function, double[] start, int iterations, double tolerance)
    {
        double[] x = [.. start];
        var (value, gradient) = function(x);
        var pairs = new List<(double[] S, double[] Y, double Ρ)>();
        for (int iteration = 0; iteration < iterations && gradient.Max(Math.Abs) > tolerance; iteration++)
        {
            double[] direction = Direction(gradient, pairs);
            double slope = Dot(direction, gradient);
            if (!(slope < 0))
            {
                (direction, slope) = ([.. gradient.Select(g => -g)], -Dot(gradient, gradient));
                pairs.Clear();
            }

            if (Search(function, x, value, direction, slope, pairs.Count == 0) is not { } next)
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
        double[] direction,
        double slope,
        bool isFirst)
    {
        double step = isFirst ? Math.Min(1, 1 / Math.Sqrt(Dot(direction, direction))) : 1;
        for (int i = 0; i < 20; i++, step /= 2)
        {
            double[] tried = [.. x.Select((v, k) => v + (step * direction[k]))];
            var (newValue, gradient) = function(tried);
            if (newValue <= value + (SufficientDecrease * step * slope))
            {
                return (tried, newValue, gradient);
            }
        }

        return null;
    }

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

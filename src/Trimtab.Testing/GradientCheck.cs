namespace Trimtab.Testing;

/// <summary>
/// Compares the gradients of a layer with differences of its outputs, along one direction at a time: an input position in all rows, a row
/// in all positions, a weight, all weights.
/// </summary>
/// <remarks>
/// The difference quotient is that of five points, whose error is of the fourth order in the step, with steps from 1/16 to 1/4096: a large
/// one is exact for smooth layers, a small one reaches few kinks of the others. A gradient is right where it agrees at one of the steps,
/// within what is known of the error: 1e-4 of the sum of absolute changes for the order of the quotient, the rounding of float32 outputs
/// divided by the step (the root of the sum of squares, because roundings are independent), and, at the smallest step, what the kinks
/// within it add.
/// </remarks>
internal sealed class GradientCheck
{
    private const int MaxPositions = 128, MaxWeights = 64;
    private const double Relative = 1e-4; // truncation of the quotient and rounding of the gradient, a sum of hundreds of float32 terms
    private const double Rounding = 16.0 / (1 << 24); // of an output: 16 units in the last place, for a sum of some tens of terms

    private static readonly float[] _steps = [1 / 16f, 1 / 64f, 1 / 256f, 1 / 1024f, 1 / 4096f];

    private readonly IGradientBench _bench;
    private readonly float[] _x, _upstream, _y, _dx, _weights, _gradients;
    private readonly int _length;

    /// <param name="bench">What is differentiated.</param>
    /// <param name="length">Numbers of an input row.</param>
    /// <param name="x">The input.</param>
    /// <param name="draws">As many random numbers as asked for.</param>
    public GradientCheck(IGradientBench bench, int length, float[] x, Func<int, float[]> draws)
    {
        (_bench, _length, _x) = (bench, length, x);
        _y = bench.Forward(x);
        _upstream = draws(_y.Length);
        _dx = bench.Backward(_upstream);
        _gradients = bench.Weights.Gradients.Span.ToArray();
        _weights = bench.Weights.Values.Span[.._gradients.Length].ToArray();
    }

    /// <summary>Fails the test at the first direction in which a gradient is wrong.</summary>
    /// <param name="signs">Random numbers, as many as the input has; their signs are those of the directions.</param>
    public void AssertRight(float[] signs)
    {
        float[] noWeights = [];
        foreach (int position in Sample(_length, MaxPositions))
        {
            float[] direction = [.. _x.Select((_, i) => i % _length == position ? Sign(signs[i]) : 0)];
            AssertRight(direction, noWeights, Invariant($"the input at position {position} of every row"));
        }

        for (int row = 0; row < _bench.Rows; row++)
        {
            float[] direction = [.. _x.Select((_, i) => i / _length == row ? Sign(signs[i]) : 0)];
            AssertRight(direction, noWeights, Invariant($"the input of row {row}"));
        }

        AssertWeightsRight(signs);
    }

    /// <summary>Fails the test at the first weight for which a gradient is wrong.</summary>
    /// <param name="signs">Random numbers; their signs are those of the direction in which all weights change.</param>
    public void AssertWeightsRight(float[] signs)
    {
        float[] noInput = [];
        foreach (int weight in Sample(_weights.Length, MaxWeights))
        {
            AssertRight(noInput, [.. _weights.Select((_, i) => i == weight ? 1f : 0)], Invariant($"trainable weight {weight}"));
        }

        if (_weights.Length > 0)
        {
            AssertRight(noInput, [.. _weights.Select((_, i) => Sign(signs[i % signs.Length]))], "all trainable weights");
        }
    }

    private static IEnumerable<int> Sample(int count, int most) =>
        count <= most ? Enumerable.Range(0, count) : Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)));

    private static float Sign(float draw) => draw < 0 ? -1 : 1;

    private void AssertRight(float[] input, float[] weights, string what)
    {
        double given = Dot(_dx, input) + Dot(_gradients, weights);
        var (slope, error) = (0.0, 0.0);
        foreach (float step in _steps)
        {
            (slope, error) = Differentiate(input, weights, step);
            if (Math.Abs(given - slope) <= error)
            {
                return;
            }
        }

        Assert.Fail(
            "The gradients that Backward and Finish write must be the derivatives of what Forward writes, times the output's gradient. "
            + Invariant($"Along {what}, {_bench.Subject} gives {given:G6} in a batch of {_bench.Rows} rows; differences of its outputs ")
            + Invariant($"give {slope:G6}, within {error:G2}. Correct Backward or Finish, or, where the layer has no derivative, ")
            + "override IsDifferentiable.");
    }

    /// <summary>The five-point quotient (f(−2h) − 8f(−h) + 8f(h) − f(2h)) / 12h of the loss, the outputs times their gradients.</summary>
    private (double Slope, double Error) Differentiate(float[] input, float[] weights, float step)
    {
        float[] above = Outputs(input, weights, step), below = Outputs(input, weights, -step);
        float[] farAbove = Outputs(input, weights, 2 * step), farBelow = Outputs(input, weights, -2 * step);
        double slope = 0, size = 0, squares = 0, bends = 0;
        for (int i = 0; i < _y.Length; i++)
        {
            double near = (double)above[i] - below[i], far = (double)farAbove[i] - farBelow[i], weight = _upstream[i];
            slope += weight * ((8 * near) - far);
            size += Math.Abs(weight) * ((8 * Math.Abs(near)) + Math.Abs(far));
            bends += Math.Abs(weight) * ((8 * Math.Abs(Bend(above[i], _y[i], below[i]))) + Math.Abs(Bend(farAbove[i], _y[i], farBelow[i])));
            bool changes = above[i] != below[i] || farAbove[i] != farBelow[i];
            double square = weight * _y[i] * (weight * _y[i]);
            squares = changes ? squares + square : Math.Max(squares, square);
        }

        double kinks = step == _steps[^1] ? bends : 0; // the quotient's error for a kink; a smooth output adds little: step times f''
        return (slope / (12 * step), ((Relative * size) + kinks) / (12 * step) + (Rounding * Math.Sqrt(squares) / step));
    }

    private float[] Outputs(float[] input, float[] weights, float step)
    {
        var values = _bench.Weights.Values.Span;
        for (int i = 0; i < weights.Length; i++)
        {
            values[i] = _weights[i] + (step * weights[i]);
        }

        float[] y = _bench.Forward(input.Length == 0 ? _x : [.. _x.Zip(input, (value, d) => value + (step * d))]);
        _weights.CopyTo(values);
        return y;
    }

    private static double Bend(double above, double here, double below) => above + below - (2 * here);

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}

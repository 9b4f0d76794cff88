namespace Trimtab.Numerics;

/// <summary>
/// Product of categorical distributions that adapts to the best points of each generation by natural gradient. Minimizes; not thread-safe.
/// </summary>
/// <remarks>
/// The categorical part of CatCMA (Hamano et al., GECCO 2024, arXiv:2405.09962) with the adaptive step size of ASNG (Akimoto et al., ICML
/// 2019; its letters below); α = 1.5. Each probability is kept above a margin, so every choice is drawn again.
/// </remarks>
internal sealed class CategoricalAdaptation
{
    private const double Alpha = 1.5; // α of ASNG

    private readonly double[] _path; // accumulated natural gradient, K − 1 numbers a parameter
    private readonly double[] _margins;
    private double _γ, _inverseδ = 1; // γ and Δ = 1/δ of ASNG

    /// <summary>Starts from uniform distributions.</summary>
    /// <param name="choices">K of each parameter, 2 or more.</param>
    public CategoricalAdaptation(int[] choices)
    {
        Probabilities = [.. choices.Select(k => Enumerable.Repeat(1.0 / k, k).ToArray())];
        _path = new double[choices.Sum(k => k - 1)];
        // q_min = (1 − 0.73^(1/N)) / (K − 1), of N parameters
        _margins = [.. choices.Select(k => (1 - PortableMath.Pow(0.73, 1.0 / choices.Length)) / (k - 1))];
    }

    /// <summary>Probabilities of the choices, an array a parameter; each sums to 1.</summary>
    public double[][] Probabilities { get; }

    /// <summary>Draws the index of a choice for each parameter.</summary>
    public int[] Sample(ref RandomStream random)
    {
        double[] shares = new double[Probabilities.Length];
        for (int parameter = 0; parameter < shares.Length; parameter++)
        {
            shares[parameter] = random.NextDouble();
        }

        return At(shares);
    }

    /// <summary>The index of the choice of each parameter at a share, from 0 to 1, of its cumulative probability.</summary>
    public int[] At(ReadOnlySpan<double> shares)
    {
        int[] drawn = new int[Probabilities.Length];
        for (int parameter = 0; parameter < drawn.Length; parameter++)
        {
            double u = shares[parameter];
            double[] q = Probabilities[parameter];
            while (drawn[parameter] < q.Length - 1 && (u -= q[drawn[parameter]]) >= 0)
            {
                drawn[parameter]++;
            }
        }

        return drawn;
    }

    /// <summary>Updates the probabilities with the points of a generation.</summary>
    /// <param name="best">The better half, best first: the index of the choice of each parameter.</param>
    /// <param name="weights">Recombination weights of those points; they sum to 1.</param>
    public void Update(IReadOnlyList<int[]> best, ReadOnlySpan<double> weights)
    {
        double[][] gradient = [.. Probabilities.Select(q => new double[q.Length])]; // natural gradient: Σ wᵢ (cᵢ − q)
        for (int i = 0; i < best.Count; i++)
        {
            for (int parameter = 0; parameter < gradient.Length; parameter++)
            {
                for (int choice = 0; choice < gradient[parameter].Length; choice++)
                {
                    gradient[parameter][choice] += weights[i] * ((best[i][parameter] == choice ? 1 : 0) - Probabilities[parameter][choice]);
                }
            }
        }

        Move(gradient, [.. Probabilities.SelectMany((q, parameter) => Whiten(q, gradient[parameter]))]);
    }

    /// <summary>
    /// The gradient times the square root of the Fisher information matrix (ASNG, appendix B): its norm is the length of the step.
    /// </summary>
    private static IEnumerable<double> Whiten(double[] probabilities, double[] gradient)
    {
        double last = probabilities[^1], sum = gradient[..^1].Sum();
        double root = last + Math.Sqrt(last);
        return probabilities[..^1].Select((q, choice) => (gradient[choice] / Math.Sqrt(q)) + (Math.Sqrt(q) * sum / root));
    }

    private void Move(double[][] gradient, double[] whitened)
    {
        double norm = Math.Sqrt(whitened.Sum(x => x * x)), δ = 1 / _inverseδ, β = δ / Math.Sqrt(_path.Length); // β = δ / √(Σ (K − 1))
        if (norm < 1e-12)
        {
            return;
        }

        for (int parameter = 0; parameter < gradient.Length; parameter++)
        {
            // q ← q + δ G / ‖F^½ G‖
            double[] moved = [.. Probabilities[parameter].Select((q, choice) => q + (δ / norm * gradient[parameter][choice]))];
            Probabilities[parameter] = WithMargin(moved, _margins[parameter]);
        }

        for (int i = 0; i < _path.Length; i++)
        {
            _path[i] = ((1 - β) * _path[i]) + (Math.Sqrt(β * (2 - β)) * whitened[i] / norm); // s ← (1 − β) s + √(β(2 − β)) F^½ δ
        }

        _γ = ((1 - β) * (1 - β) * _γ) + (β * (2 - β)); // γ ← (1 − β)² γ + β(2 − β)
        _inverseδ *= PortableMath.Exp(β * (_γ - (_path.Sum(x => x * x) / Alpha))); // Δ ← Δ exp(β (γ − ‖s‖² / α))
    }

    /// <summary>
    /// Raises probabilities below the margin to it, and takes the sum of what was added from the others, in proportion to their excess.
    /// </summary>
    private static double[] WithMargin(double[] probabilities, double margin)
    {
        double[] raised = [.. probabilities.Select(q => Math.Max(q, margin))];
        double sum = raised.Sum(), excess = sum - (margin * raised.Length);
        double[] even = [.. raised.Select(q => excess > 0 ? q - ((sum - 1) * (q - margin) / excess) : q)];
        return [.. even.Select(q => q / even.Sum())];
    }
}

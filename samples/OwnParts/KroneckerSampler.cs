using Trimtab;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace OwnParts;

/// <summary>
/// Spreads trials evenly: trial n is at n·(1/g, 1/g², …) modulo 1 from a random start, where g is the root of xᵈ⁺¹ = x + 1.
/// </summary>
/// <remarks>
/// Source: Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences" (2018), a Kronecker sequence in any number of dimensions.
/// </remarks>
[Named("kronecker")]
public sealed record KroneckerSampler : Sampler
{
    /// <inheritdoc/>
    public override bool Learns => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new Sequence(problem);

    private sealed class Sequence(StudyProblem problem) : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            var axes = new SpaceTransform(space);
            double root = Root(axes.Count), step = 1;
            double[] shares = new double[axes.Count];
            for (int i = 0; i < shares.Length; i++)
            {
                step /= root;
                double start = problem.Random.At("kronecker").At(i).Stream().NextDouble(), place = start + (request.Number * step);
                shares[i] = place - Math.Floor(place);
            }

            return axes.AtShares(shares);
        }

        /// <summary>
        /// By x ← (1 + x)^(1/(d+1)), with Newton's method for the root: only operations that are rounded alike on every processor.
        /// </summary>
        private static double Root(int dimensions)
        {
            double x = 2;
            for (int i = 0; i < 30; i++)
            {
                double power = 1;
                for (int k = 0; k < dimensions; k++)
                {
                    power *= x;
                }

                x -= ((power * x) - x - 1) / (((dimensions + 1) * power) - 1);
            }

            return x;
        }
    }
}

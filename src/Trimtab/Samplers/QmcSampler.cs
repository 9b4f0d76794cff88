using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Quasi-random search: points of a low-discrepancy sequence, which fill the space more evenly than random draws. Does not learn from
/// results.
/// </summary>
/// <remarks>
/// Bergstra and Bengio, JMLR 13 (2012), compare such sequences with random search. Trial k takes point k; point 1 of Sobol's sequence is
/// the middle of the space, scrambled or not.
/// <code>
/// var study = new Study(new() { Sampler = new QmcSampler { IsHalton = true } });
/// </code>
/// </remarks>
[Named("qmc")]
public sealed record QmcSampler : Sampler
{
    /// <summary>Halton's sequence instead of Sobol's. Default: no.</summary>
    public bool IsHalton { get; init; }

    /// <summary>Whether Sobol's points are scrambled by the study's seed, so that two seeds differ. Default: yes.</summary>
    public bool Scramble { get; init; } = true;

    /// <inheritdoc/>
    public override bool Learns => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new QmcSuggester(this, problem);
    }

    private sealed class QmcSuggester(QmcSampler settings, StudyProblem problem) : Suggester
    {
        private const uint Middle = 1; // 1/2 in every dimension before scrambling; worth a trial (docs/regret.md)

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            var axes = new SpaceTransform(space);
            int dimensions = Math.Min(axes.Count, settings.IsHalton ? Halton.Dimensions : Sobol.Dimensions);
            var values = Enumerable.Range(0, dimensions).Select(i => KeyValuePair.Create(
                axes[i].Name, axes[i].AtShare(Coordinate((uint)request.Number, i))));
            return ParameterSet.Create(values); // parameters beyond the sequence's dimensions are drawn at random
        }

        private double Coordinate(uint index, int dimension) =>
            settings.IsHalton ? Halton.At(index, dimension)
            : settings.Scramble && index != Middle ? Sobol.At(index, dimension, problem.Random)
            : Sobol.At(index, dimension);
    }
}

using Trimtab.Samplers.Gp;

namespace Trimtab.Samplers;

/// <summary>
/// Bayesian optimization in a trust region: a Gaussian process of all trials, whose expected improvement is maximized in a box around the
/// best trial. The box grows with success and shrinks without.
/// </summary>
/// <remarks>
/// After TuRBO (Eriksson et al., NeurIPS 2019): side lengths in proportion to the length scales, doubled after three improvements in a row,
/// halved after as many trials inside it without one as there are parameters, but eight at least. We differ: the model sees trials outside
/// the box too; log expected improvement is maximized by its gradient; where the last eight trials brought next to nothing, every other one
/// is suggested from the whole space; a box that is too small is followed by one around the best of what is tried from then on; the first
/// trials leave out a fifth of each range at either end. With several objectives the suggestions are <see cref="GpSampler"/>'s, and their
/// origins say so. Each constraint has a model of its own, as in <see cref="GpSampler"/>. Parameters that not every trial has are suggested
/// by TPE. The first suggestion of a study that is continued costs the fits of all trials before it.
/// <code>
/// var study = new Study(new() { Sampler = new TrustRegionSampler { StartupTrials = 12 } });
/// </code>
/// </remarks>
[Named("trust_region")]
public sealed record TrustRegionSampler : Sampler
{
    /// <summary>Quasi-random trials before the first model, 2 or more. Default 8.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 2); } = 8;

    /// <summary>Trials the model is fitted to at most: half of them the best, half the newest; 2 or more. Default 100.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 2); } = 100;

    /// <summary>Points at which expected improvement is compared before it is maximized; 16 to 100,000. Default 256.</summary>
    public int Candidates { get; init => field = Setting.Between(value, 16, 100_000); } = 256;

    /// <summary>Side length of the first box as a share of a parameter's range; above 0, at most 2. Default 0.4.</summary>
    public double InitialLength { get; init => field = Setting.Check(value, value is > 0 and <= 2, "above 0 and at most 2"); } = 0.4;

    /// <summary>
    /// Side length below which the search begins again elsewhere; above 0, at most <see cref="InitialLength"/>. Default 2⁻⁷.
    /// </summary>
    public double MinLength { get; init => field = Setting.Check(value, value is > 0 and <= 2, "above 0 and at most 2"); } = 1.0 / 128;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Setting.RequireOrder<double>(MinLength, InitialLength);
        return problem.Objectives.Count == 1
            ? new TrustRegionSuggester(this, problem)
            : new NamedSuggester(new GpSampler { StartupTrials = StartupTrials, MaxTrials = MaxTrials, Candidates = Candidates }, problem);
    }
}

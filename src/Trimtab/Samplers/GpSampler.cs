using Trimtab.Samplers.Gp;

namespace Trimtab.Samplers;

/// <summary>
/// Bayesian optimization: a Gaussian process models the objective, and the point of the largest expected improvement is tried. For few,
/// costly trials.
/// </summary>
/// <remarks>
/// Matérn 5/2 kernel with a length scale per parameter, fitted with the priors of Optuna 5; logarithm of expected improvement: Ament et
/// al., arXiv 2310.20708. Values worse than the median are drawn together (a logarithm of the distance), so that a few failures do not
/// flatten the rest. Trials under way count as if they came out as expected. Each constraint has a model of its own, and the probability
/// that it is satisfied is a factor (Gardner et al., ICML 2014); while no trial is feasible, feasibility alone is sought. Several
/// objectives have one each: then the expected gain of hypervolume is maximized, exactly. Parameters that not every trial has are suggested
/// by TPE. A suggestion costs O(n³) of n trials, so only the best and the newest, <see cref="MaxTrials"/> in all, are modeled.
/// <code>
/// var study = new Study(new() { Sampler = new GpSampler { StartupTrials = 20 } });
/// </code>
/// </remarks>
[Named("gp")]
public sealed record GpSampler : Sampler
{
    /// <summary>Quasi-random trials before the first model, 1 or more. Default 10.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Trials a model is fitted to at most: half of them the best, half the newest; 2 or more. Default 300.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 2); } = 300;

    /// <summary>
    /// Points at which the acquisition function is compared before it is maximized from the best of them; 16 to 100,000. Default 384.
    /// </summary>
    public int Candidates { get; init => field = Setting.Between(value, 16, 100_000); } = 384;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new GpSuggester(this, problem);
    }
}

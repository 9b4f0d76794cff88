using Trimtab.Samplers.Tpe;

namespace Trimtab.Samplers;

/// <summary>
/// Tree-structured Parzen estimator (TPE): suggests where the density ℓ of the best trials is high relative to that of the others, g.
/// </summary>
/// <remarks>
/// Bergstra et al., NeurIPS 2011; multivariate as Falkner et al., ICML 2018; kernels and defaults as Optuna 5 (their difference from the
/// papers: Watanabe, arXiv 2304.11127). Trials under way count as bad ones (constant liar). Several objectives are ranked by fronts. Where
/// a cell of a finite space was tried before, the next best that was not is suggested: a candidate, or a neighbour.
/// <code>
/// var study = new Study(new() { Sampler = new TpeSampler { StartupTrials = 20, Group = true } });
/// </code>
/// </remarks>
[Named("tpe")]
public sealed record TpeSampler : Sampler
{
    /// <summary>Random trials of the study before the first estimate, whatever parameters they have; 0 or more. Default 10.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 0); } = 10;

    /// <summary>
    /// Points drawn from the density of the best trials for each suggestion, of which the one with the highest density ratio is taken; 1 to
    /// 100,000. Default 24.
    /// </summary>
    public int Candidates { get; init => field = Setting.Between(value, 1, 100_000); } = 24;

    /// <summary>Weight of the prior, a kernel over the whole range, relative to that of one trial; from 10⁻⁶ to 10⁶. Default 1.</summary>
    public double PriorWeight { get; init => field = Setting.Between(value, 1e-6, 1e6); } = 1;

    /// <summary>
    /// Whether the densities are multivariate, over all parameters jointly. Default: yes for one objective, no for several.
    /// </summary>
    public bool? Multivariate { get; init; }

    /// <summary>
    /// Whether parameters that always occur together, but not in every trial, are estimated jointly too: for conditional spaces. Each group
    /// from all trials that have it, of which those below γ in the whole study are the good ones. Default: no, each independently.
    /// </summary>
    public bool Group { get; init; }

    /// <summary>
    /// γ, the quantile of the values below which trials form the density ℓ, as a share of the trials; above 0, at most 1; no more than
    /// <see cref="MaxBelow"/> of them. Default 0.1.
    /// </summary>
    public double Gamma { get; init => field = Setting.Check(value, value is > 0 and <= 1, "above 0 and at most 1"); } = 0.1;

    /// <summary>
    /// Maximum number of trials below <see cref="Gamma"/>, where there is one objective; 1 or more. Default 25, as in Optuna.
    /// </summary>
    public int MaxBelow { get; init => field = Setting.AtLeast(value, 1); } = 25;

    /// <summary>
    /// Maximum number of trials that have a kernel in a density; 200 or more. Beyond it one of several consecutive older trials stands for
    /// all of them, so that the time of a suggestion stays as it is, however long the study. Default 2,000.
    /// </summary>
    public int MaxKernels { get; init => field = Setting.AtLeast(value, 200); } = 2000;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new TpeSuggester(this, problem);
    }

    /// <summary>How many of n trials are below γ.</summary>
    internal int BelowCount(int n, int objectives) =>
        objectives == 1 ? Math.Min((int)Math.Ceiling(Gamma * n), MaxBelow) : (int)Math.Ceiling(Gamma * n);
}

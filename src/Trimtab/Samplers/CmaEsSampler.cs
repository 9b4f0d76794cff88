using Trimtab.Samplers.CmaEs;

namespace Trimtab.Samplers;

/// <summary>
/// CMA-ES over the numeric parameters, with margin for stepped ones; categorical ones beside them by CatCMA. Parameters that not every
/// trial has are suggested by TPE.
/// </summary>
/// <remarks>
/// Hansen, arXiv 1604.00772; margin: Hamano et al., GECCO 2022; categorical parameters: Hamano et al., GECCO 2024; restarts with a larger
/// population: Auger and Hansen, CEC 2005.
/// Points are quasi-random, not random, which covers each generation more evenly: Teytaud and Gelly, GECCO 2007.
/// A generation learns from the trials drawn in it; those whose results come later are left out. Infeasible trials rank behind all feasible
/// ones, by their violation. One objective.
/// <code>
/// var study = new Study(new() { Sampler = new CmaEsSampler { PopulationSize = 16 } });
/// </code>
/// </remarks>
[Named("cmaes")]
public sealed record CmaEsSampler : Sampler
{
    internal const int MaxPopulationSize = 100_000;

    /// <summary>σ, the initial standard deviation, as a share of each parameter's range; above 0, at most 100. Default 1/6.</summary>
    public double Sigma { get; init => field = Setting.Check(value, value is > 0 and <= 100, "above 0 and at most 100"); } = 1.0 / 6;

    /// <summary>
    /// Quasi-random trials before the first generation, which starts at the best feasible one of them, or where none is feasible at the one
    /// that violates the constraints least; 0 to start in the middle of the space. Default 0.
    /// </summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>λ, trials per generation, 4 to 100,000. Default 4 + ⌊3 ln d⌋.</summary>
    public int? PopulationSize { get; init => field = Setting.Between(value, 4, MaxPopulationSize); }

    /// <summary>Whether the covariance matrix is diagonal (separable CMA-ES). Default: no.</summary>
    public bool IsSeparable { get; init; }

    /// <summary>
    /// Factor by which the population size increases at each restart (IPOP-CMA-ES; <c>incpopsize</c> of pycma); 1 to 1,000. Default 2.
    /// </summary>
    public double PopulationIncrease { get; init => field = Setting.Between(value, 1, 1000); } = 2;

    /// <summary>
    /// Whether categorical parameters are learned jointly with the numeric ones (CatCMA with margin) rather than suggested by TPE. Default:
    /// yes, where there are numeric ones.
    /// </summary>
    public bool IncludesCategorical { get; init; } = true;

    /// <summary>
    /// Whether learning rates adapt to the signal-to-noise ratio of the updates (LRA-CMA-ES: Nomura et al., GECCO 2023): steadier on
    /// multimodal and noisy functions, slower on others. Default: no.
    /// </summary>
    public bool AdaptsLearningRates { get; init; }

    /// <summary>
    /// Trials of a similar study, from whose best tenth the initial distribution is estimated (Nomura et al., AAAI 2021, γ = α = 0.1): a
    /// tenth of the feasible ones, or where none is feasible of all, by violation. Not with <see cref="StartupTrials"/>. Default: none.
    /// </summary>
    public IReadOnlyList<Trial> WarmStart { get; init => field = Setting.Required(value); } = [];

    /// <inheritdoc/>
    public override bool TakesSeveralObjectives => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        RequireObjectives(problem);
        if (StartupTrials > 0 && WarmStart.Count > 0)
        {
            throw new TrimtabException(
                Invariant($"CMA-ES must start from WarmStart or from StartupTrials. Got {WarmStart.Count} trials and {StartupTrials}; ")
                + "leave one of them out.");
        }

        return new CmaEsSuggester(this, problem);
    }
}

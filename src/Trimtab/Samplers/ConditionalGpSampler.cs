using Trimtab.Samplers.Conditional;

namespace Trimtab.Samplers;

/// <summary>
/// Bayesian optimization of a conditional space: one Gaussian process over all parameters that any trial had, so that branches share what
/// they have in common. For few, costly trials of one objective.
/// </summary>
/// <remarks>
/// Which parameters belong to which values is learned from the trials. A numerical parameter a trial does not have is taken to be in the
/// middle of its range, as far from low values as from high ones (imputation, as SMAC's forests: Hutter, Hoos, Leyton-Brown, LION 2011); a
/// categorical one is taken to have a choice of its own. The kernel and the logarithm of expected improvement are those of
/// <see cref="GpSampler"/>; every other trial must improve by a margin, so that other branches are tried too. Each
/// constraint of the outcomes has a model of its own, as in <see cref="GpSampler"/>. A parameter not met before is suggested by TPE. A
/// suggestion costs about ten milliseconds.
/// <code>
/// var study = new Study(new() { Sampler = new ConditionalGpSampler { StartupTrials = 20 } });
/// </code>
/// </remarks>
[Named("conditional_gp")]
public sealed record ConditionalGpSampler : Sampler
{
    /// <summary>Random trials before the first model, 1 or more. Default 10.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Trials a model is fitted to at most: half of them the best, half the newest; 2 or more. Default 100.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 2); } = 100;

    /// <inheritdoc/>
    public override bool TakesSeveralObjectives => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        RequireObjectives(problem);
        return new ConditionalGpSuggester(this, problem);
    }
}

using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// A Gaussian process of the trials so far, the best and the newest of them. Its kernel is fitted anew as trials come: to every trial up to
/// fifty, then each time there are a twenty-fifth more. Not thread-safe.
/// </summary>
/// <param name="trials">The trials, which may become more.</param>
/// <param name="isCategorical">Whether each parameter is categorical.</param>
/// <param name="target">The observations of trials; null where there is nothing to model.</param>
/// <param name="maxTrials">Trials of the process at most: half of them the best, half the newest.</param>
/// <param name="fitEvery">Trials between two fits at least.</param>
/// <param name="firstFit">Trials of the first fit at least.</param>
internal sealed class GpModel(
    RankedTrials trials,
    bool[] isCategorical,
    Func<IReadOnlyList<SeenTrial>, double[]?> target,
    int maxTrials,
    int fitEvery = 1,
    int firstFit = 1)
{
    private (int Trials, MaternKernel? Kernel)? _fit;

    /// <summary>The trials, which may become more.</summary>
    public RankedTrials Trials => trials;

    /// <summary>Whether there is an observation of a trial. By default there is one of all.</summary>
    public Predicate<SeenTrial>? IsKnown { get; init; }

    /// <summary>The trials of the process, by number.</summary>
    public List<SeenTrial> Chosen => Choose(trials.Count);

    /// <summary>The process; null where there is nothing to model.</summary>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public GaussianProcess? Fit()
    {
        var chosen = Chosen;
        return KernelAt(trials.Count) is { } kernel && target(chosen) is { } observations
            ? new([.. chosen.Select(trial => trial.Point)], observations, kernel)
            : null;
    }

    /// <summary>The kernel when there were so many trials; null where there was nothing to model.</summary>
    /// <param name="count">1 or more. A fit is kept until another count needs another one.</param>
    public MaternKernel? KernelAt(int count)
    {
        int every = Math.Max(fitEvery, count / 25), fitted = Math.Max(firstFit, count - (count % every));
        if (_fit?.Trials != fitted)
        {
            var chosen = Choose(fitted);
            _fit = (fitted, target(chosen) is { } observations
                ? new GpFit([.. chosen.Select(trial => trial.Point)], observations, isCategorical).Kernel
                : null);
        }

        return _fit.Value.Kernel;
    }

    private List<SeenTrial> Choose(int count)
    {
        var chosen = trials.Choose(count, maxTrials);
        return IsKnown is null ? chosen : chosen.FindAll(IsKnown);
    }
}

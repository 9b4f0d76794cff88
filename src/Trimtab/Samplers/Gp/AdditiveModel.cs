using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// A Gaussian process that is a sum of functions of one parameter each, of the best and the newest trials. Its kernel is fitted anew every
/// eighth trial, later at an eighth more of them; of more than eight parameters after as many trials at least. Not thread-safe.
/// </summary>
/// <param name="trials">The trials, which may become more.</param>
/// <param name="maxTrials">Trials of the process at most.</param>
internal sealed class AdditiveModel(RankedTrials trials, int maxTrials)
{
    private const int FitEvery = 8, FitShare = 8;

    // By how much its rank correlation must be above that of a model with interactions.
    private const double Margin = 0.03;

    // Below it, a difference to the other model says little.
    private const double MinRankCorrelation = 0.7;

    private (int Trials, AdditiveKernel Kernel)? _fit;

    /// <summary>The process where it predicts trials from the others better than a model with interactions does; else null.</summary>
    /// <param name="least">The rank correlation (Spearman's ρ) of leave-one-out predictions and values that the other model has.</param>
    /// <exception cref="ArithmeticException">The covariance is not positive definite.</exception>
    public (GaussianProcess Process, AdditiveKernel Kernel)? Better(double least)
    {
        var chosen = trials.Choose(trials.Count, maxTrials);
        var kernel = Kernel();
        var process = new GaussianProcess(PointsOf(chosen), GpTargets.Standard(chosen), kernel);
        return RankCorrelationOf(process) > Math.Max(MinRankCorrelation, least + Margin) ? (process, kernel) : null;
    }

    /// <summary>The rank correlation of leave-one-out predictions and observations.</summary>
    public static double RankCorrelationOf(GaussianProcess model)
    {
        var predicted = model.Observations.Zip(model.LeaveOneOut(), (value, above) => value - above);
        return RankCorrelation.Spearman([.. model.Observations], [.. predicted]);
    }

    private AdditiveKernel Kernel()
    {
        int fitted = LastFit(trials.Count, Math.Max(FitEvery, trials.Best.Point.Length));
        if (_fit?.Trials != fitted)
        {
            var chosen = trials.Choose(fitted, maxTrials);
            _fit = (fitted, new AdditiveFit(PointsOf(chosen), GpTargets.Standard(chosen)).Kernel);
        }

        return _fit.Value.Kernel;
    }

    /// <summary>How many trials the kernel is fitted to when there are so many: whatever fits were asked for before.</summary>
    private static int LastFit(int count, int every)
    {
        int fitted = Math.Min(count, every);
        for (int next = fitted; next <= count; next += Math.Max(every, next / FitShare))
        {
            fitted = next;
        }

        return fitted;
    }

    private static double[][] PointsOf(List<SeenTrial> trials) => [.. trials.Select(trial => trial.Point)];
}

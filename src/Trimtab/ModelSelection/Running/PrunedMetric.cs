using Trimtab.ModelSelection.Planning;
using Trimtab.Pruners;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// The metric of a search's fold reports that its pruner compares: one of the training's epochs, or a score. Pure functions.
/// </summary>
internal static class PrunedMetric
{
    private const string Default = "value";

    /// <summary>The metric as reports call it, with the direction in which it is better.</summary>
    /// <remarks>An epoch's metric comes before a scorer of the same name, whose score has a name of its own in reports.</remarks>
    /// <exception cref="UnknownNameException">Nothing that is reported is called as <see cref="Pruner.Metric"/> says.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrimtabException"><see cref="Pruner.Direction"/> contradicts that of the metric.</exception>
    public static Objective Of(Pruner pruner, CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var metric = Named(pruner.Metric, compiled, cancellationToken);
        return (pruner with { Metric = metric.Name }).MetricOf([metric]);
    }

    private static Objective Named(string name, CompiledSearch compiled, CancellationToken cancellationToken)
    {
        if (name == Default)
        {
            return Score(compiled.Scorers[compiled.Deciding]);
        }

        var epochMetrics = OfEpochs(compiled, cancellationToken);
        return epochMetrics.FirstOrDefault(metric => metric.Name == name) ?? ScoreNamed(name, compiled) ?? throw new UnknownNameException(
            "metric",
            name,
            [
                Default,
                .. epochMetrics.Select(metric => metric.Name),
                .. compiled.Scorers,
                .. compiled.Scorers.Select(scorer => Score(scorer).Name),
            ]);
    }

    /// <summary>The score by the scorer's name in results or in reports; a single scorer's also by its own name.</summary>
    private static Objective? ScoreNamed(string name, CompiledSearch compiled)
    {
        string? single = compiled.Search.Scoring is [var scorer] ? scorer.Name : null;
        return compiled.Scorers.Where(scorer => scorer == name || Score(scorer).Name == name || single == name)
            .Select(Score).FirstOrDefault();
    }

    private static Objective Score(string scorer) => new(FoldOutcome.ReportedName(scorer), Direction.Maximize);

    /// <summary>The metrics of the first candidate that can be asked for them; none where the estimator declares none.</summary>
    private static IReadOnlyList<Objective> OfEpochs(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        IReadOnlyList<Objective>? metrics = null;
        foreach (var parameters in compiled.Search.PlannedCandidates(cancellationToken).Observing(cancellationToken))
        {
            var estimator = SearchCheck.Candidate(compiled.Search.Estimator, parameters);
            if (estimator is IIterativeEstimator iterative
                && UserCode.Try(() => metrics = iterative.EpochMetrics, cancellationToken) is null)
            {
                break;
            }
        }

        return metrics ?? [];
    }
}

using Microsoft.Extensions.Logging;
using Trimtab.Logging;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>Events of one search for its user's logger; what costs anything is worked out only where it is logged. Thread-safe.</summary>
internal sealed class SearchLog
{
    private readonly LoggerFailure _failure = new();
    private readonly SafeLogger _logger;

    public SearchLog(ILoggerFactory? factory)
    {
        var loggers = new SafeLoggerFactory(factory, _failure);
        (Loggers, _logger) = (loggers, loggers.Create(SearchMessages.Category));
        Workers = loggers.Create(WorkerMessages.Category);
    }

    /// <summary>The loggers of what works for the search alone, such as its study.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The workers' logger.</summary>
    public ILogger Workers { get; }

    /// <summary>What the loggers threw, in a sentence; else empty.</summary>
    public IReadOnlyList<string> Warnings => _failure.Warnings;

    /// <summary>Runs a search between the events of its start and end.</summary>
    public SearchResult Run(CompiledSearch search, Func<SearchResult> run)
    {
        Started(search);
        try
        {
            var result = run();
            Finished(result);
            return result with { Warnings = [.. result.Warnings.Union(Warnings)] };
        }
        catch (SearchCancelledException error)
        {
            _logger.SearchCancelled(error.Partial.Cost.Fits, error.Partial.CvResults.Count);
            throw;
        }
        catch (Exception error)
        {
            _logger.SearchFailed(Sentence(error), error);
            throw;
        }
    }

    public void CandidateStarted(int candidate, ParameterSet parameters)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            _logger.CandidateStarted(candidate, Text(parameters));
        }
    }

    /// <param name="candidate">Its number.</param>
    /// <param name="search">The search.</param>
    /// <param name="score">Its mean by the deciding scorer.</param>
    public void CandidateScored(int candidate, CompiledSearch search, double score)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            _logger.CandidateScored(candidate, ScorerOf(search, search.Deciding), score);
        }
    }

    public void TrainingStarted(int candidate, int fold, int fromEpoch, int toEpoch) =>
        _logger.TrainingStarted(candidate, fold, fromEpoch, toEpoch);

    public void CacheRead(int candidate, int fold, int epoch, bool isHit)
    {
        if (isHit)
        {
            _logger.CacheHit(candidate, fold, epoch);
        }
        else
        {
            _logger.CacheMiss(candidate, fold, epoch);
        }
    }

    /// <summary>A candidate was scored on a fold, or failed there.</summary>
    public void FoldEnded(int candidate, int fold, FoldOutcome outcome, CompiledSearch search)
    {
        if (outcome.FitError is { } error)
        {
            _logger.FitFailed(candidate, fold, Sentence(error), error);
            return;
        }

        ScorersFailed(candidate, fold, outcome.TestErrors, search, "test");
        ScorersFailed(candidate, fold, outcome.TrainErrors, search, "training");
        if (_logger.IsEnabled(LogLevel.Debug) && outcome.ErrorOf(search.Deciding) is null)
        {
            var (score, time) = (outcome.Cell.Test[search.Deciding], new TimeSpan(outcome.Cell.FitTicks));
            _logger.FoldScored(candidate, fold, ScorerOf(search, search.Deciding), score, time);
        }
    }

    public void RungFinished(int resource, string resourceName, int candidates, int kept) =>
        _logger.RungFinished(resource, resourceName, candidates, kept);

    public void RefitStarted(ParameterSet parameters)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            _logger.RefitStarted(Text(parameters));
        }
    }

    /// <param name="duration">How long it took.</param>
    /// <param name="error">Why there is no fitted candidate; null where there is one.</param>
    public void RefitEnded(TimeSpan duration, Exception? error)
    {
        if (error is null)
        {
            _logger.RefitFinished(duration);
        }
        else
        {
            _logger.RefitFailed(Sentence(error), error);
        }
    }

    public void Warned(string warning) => _logger.SearchWarned(LogText.OneLine(warning));

    private void Started(CompiledSearch search)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            var settings = search.Search;
            _logger.SearchStarted(
                LogText.OneLine(settings.ToString()), search.Data.Count, search.Folds.Count, settings.Workers, settings.Seed);
        }
    }

    private void Finished(SearchResult result)
    {
        if (result.ListenerError is { } error)
        {
            _logger.ListenerFailed(Sentence(error), error);
        }

        if (_logger.IsEnabled(LogLevel.Information))
        {
            bool hasBest = result.BestIndex >= 0;
            _logger.SearchFinished(
                result.Cost.Elapsed,
                LogText.OneLine(result.BestScorer),
                hasBest ? result.BestScore : null,
                hasBest ? Text(result.BestParameters) : null,
                result.Cost.Fits,
                result.Cost.Failed,
                result.Cost.Reused,
                result.Cost.EpochsTrained);
        }
    }

    private void ScorersFailed(int candidate, int fold, IReadOnlyList<Exception?> errors, CompiledSearch search, string rows)
    {
        if (errors.Count == 0)
        {
            return;
        }

        foreach (var (scorer, error) in errors.Index().Where(item => item.Item is not null))
        {
            _logger.ScorerFailed(candidate, fold, ScorerOf(search, scorer), rows, Sentence(error!), error!);
        }
    }

    private static string ScorerOf(CompiledSearch search, int scorer) => LogText.OneLine(search.Scorers[scorer]);

    private static string Text(ParameterSet parameters) => LogText.OneLine(parameters.ToDisplayString());

    private static string Sentence(Exception error) => LogText.OneLine(TrialFailure.Of(error).Sentence);
}

using Microsoft.Extensions.Logging;
using Trimtab.Logging;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Studies;

/// <summary>Events of one study for its user's logger; what costs anything is worked out only where it is logged. Thread-safe.</summary>
internal sealed class StudyLog
{
    private readonly LoggerFailure _failure = new();
    private readonly SafeLogger _logger;
    private readonly StudyOptions _options;
    private readonly string _study, _sampler, _pruner;

    public StudyLog(StudyOptions options)
    {
        (_logger, _options) = (new(options.LoggerFactory, StudyMessages.Category, _failure), options);
        _study = LogText.OneLine(options.Name);
        _sampler = LogText.OneLine(options.Sampler.Name);
        _pruner = LogText.OneLine(NamedAttribute.NameOf(options.Pruner.GetType()));
    }

    /// <summary>What the logger threw, in a sentence; else empty.</summary>
    public IReadOnlyList<string> Warnings => _failure.Warnings;

    /// <summary>The store, which logs what happens to trials; the very store where nothing is logged.</summary>
    public ITrialStore Watch(ITrialStore store) => _logger.IsSilent ? store : new LoggedTrialStore(store, this);

    /// <summary>
    /// Until it is disposed of, what is logged belongs to the trial, by the objective function as well; null for a silent logger.
    /// </summary>
    public IDisposable? BeginScope(int trial) => _logger.IsSilent ? null : _logger.BeginTrialScope(_study, trial);

    /// <summary>Runs <c>OptimizeAsync</c> between the events of its start and end.</summary>
    public async Task<OptimizeResult> RunAsync(
        Study study, OptimizeOptions options, Func<Task<OptimizeResult>> run, CancellationToken cancellationToken)
    {
        Started(study, options);
        try
        {
            var result = await run().ConfigureAwait(false);
            Finished(result, study);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _logger.StudyCancelled(_study);
            throw;
        }
        catch (Exception error)
        {
            _logger.StudyFailed(_study, Sentence(TrialFailure.Of(error)), error);
            throw;
        }
    }

    public void TrialStarted(int trial) => _logger.TrialStarted(_study, trial);

    public void TrialReleased(int trial) => _logger.TrialReleased(_study, trial);

    public void TrialGivenBack(Trial trial) => _logger.TrialGivenBack(_study, trial.Number, trial.State);

    public void TrialLost(int trial, LostTrialException error)
    {
        if (_logger.IsEnabled(LogLevel.Warning))
        {
            _logger.TrialLost(_study, trial, Sentence(TrialFailure.Of(error)), error);
        }
    }

    public void StorageRetried(string storage, int attempt, TimeSpan pause, Exception error)
    {
        if (_logger.IsEnabled(LogLevel.Warning))
        {
            _logger.StorageRetried(_study, LogText.OneLine(storage), attempt, pause, Sentence(TrialFailure.Of(error)), error);
        }
    }

    public void TrialTimedOut(int trial, TimeSpan limit) => _logger.TrialTimedOut(_study, trial, limit);

    public void ParameterAssigned(int trial, string name, AssignedParameter parameter)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            string value = LogText.OneLine(parameter.Value.ToDisplayString());
            _logger.ParameterAssigned(_study, trial, LogText.OneLine(name), value, LogText.OneLine(parameter.Origin));
        }
    }

    public void TrialRetried(int trial, int attempt, int retriesLeft, Exception error)
    {
        if (_logger.IsEnabled(LogLevel.Warning))
        {
            _logger.TrialRetried(_study, trial, attempt, retriesLeft, Sentence(TrialFailure.Of(error)), error);
        }
    }

    /// <param name="trial">The trial.</param>
    /// <param name="error">What failed it; null where nothing was thrown.</param>
    public void TrialEnded(Trial trial, Exception? error)
    {
        if (trial.State != TrialState.Failed)
        {
            TrialEnded(trial);
        }
        else if (_logger.IsEnabled(LogLevel.Warning))
        {
            _logger.TrialFailed(_study, trial.Number, trial.Duration, Sentence(trial.Failure!), error);
        }
    }

    public void PruningDecided(Trial trial, string metric, PruneDecision decision)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            var last = LastReport(trial, metric);
            _logger.PruningDecided(
                _study, _pruner, decision, trial.Number, last?.Fold, last?.Epoch, LogText.OneLine(metric), last?.Metrics[metric]);
        }
    }

    /// <summary>A suggestion that did not come the way the sampler means to suggest.</summary>
    public void Suggested(int trial, Suggestion suggestion)
    {
        if (suggestion.IsFallback && _logger.IsEnabled(LogLevel.Warning))
        {
            _logger.SamplerFellBack(_study, _sampler, trial, LogText.OneLine(suggestion.Origin));
        }
    }

    private void TrialEnded(Trial trial)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        switch (trial.State)
        {
            case TrialState.Complete:
                _logger.TrialCompleted(_study, trial.Number, trial.Value, trial.Duration);
                break;
            case TrialState.Pruned:
                _logger.TrialPruned(_study, trial.Number, trial.Value, trial.Duration);
                break;
            case TrialState.Paused:
                _logger.TrialPaused(_study, trial.Number, trial.Value, trial.Duration);
                break;
        }
    }

    private static Report? LastReport(Trial trial, string metric) =>
        trial.Reports.LastOrDefault(report => report.Metrics.ContainsKey(metric));

    private void Started(Study study, OptimizeOptions options)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            _logger.StudyStarted(
                _study,
                _sampler,
                _pruner,
                StudyRunner.WorkersOf(study, options),
                _options.Concurrency,
                _options.Seed,
                study.Store.FinishedCount);
        }
    }

    private void Finished(OptimizeResult result, Study study)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            var states = study.Trials.CountBy(trial => trial.State).ToDictionary();
            int Count(TrialState state) => states.GetValueOrDefault(state);
            _logger.StudyFinished(
                _study,
                result.Reason,
                LogText.OneLine(result.Message),
                result.BestTrial?.Value,
                result.BestTrial?.Number,
                Count(TrialState.Complete),
                Count(TrialState.Pruned) + Count(TrialState.Paused),
                Count(TrialState.Failed));
        }
    }

    private static string Sentence(TrialFailure failure) => LogText.OneLine(failure.Sentence);
}

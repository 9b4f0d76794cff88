using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// A stored study that gets a trial for each candidate of a search when that has ended: its scores, and the curve of its mean test score
/// over folds. A candidate that the study has is not added again. Thread-safe.
/// </summary>
internal sealed class SearchRecord
{
    private readonly RunContext _run;
    private readonly StudyStorage _storage;
    private readonly StoredTrialForm _form;
    private readonly SearchSpace? _space;
    private readonly string _scorer;
    private readonly long _study;
    private readonly Lock _gate = new();
    private readonly Dictionary<ParameterSet, int> _kept; // numbers of trials
    private bool _isBroken;

    private SearchRecord(RunContext run, StudyStorage storage, SearchSpace? space)
    {
        (_run, _storage, _space, _scorer) = (run, storage, space, run.Compiled.Scorers[run.Compiled.Deciding]);
        _form = new(run.Search.StudyName, [_scorer]);
        _study = Study(storage, run.Search.StudyName);
        _kept = [];
        foreach (var trial in storage.ReadTrials(_study, -1, []).Select(_form.Read).Where(trial => trial.IsFinished))
        {
            _kept.TryAdd(trial.Parameters, trial.Number);
        }
    }

    /// <summary>The record of a run; null where its search has no storage.</summary>
    /// <param name="run">The run.</param>
    /// <param name="space">Distributions of the parameters of trials that have none.</param>
    /// <exception cref="TrimtabException">The study of that name is not this search's.</exception>
    public static SearchRecord? Of(RunContext run, SearchSpace? space) =>
        run.Search.Storage is { } storage ? new(run, storage, space) : null;

    /// <summary>
    /// Adds a trial that has ended, unless the study has its candidate. An error of the storage is a warning, the first alone.
    /// </summary>
    public void Add(Trial trial, TimeSpan duration)
    {
        lock (_gate)
        {
            if (!_kept.ContainsKey(trial.Parameters))
            {
                Try(() => _kept.Add(trial.Parameters, _storage.CreateTrial(_study, Stored(trial, duration)).Number));
            }
        }
    }

    /// <summary>Keeps the verdict of the search with the study, whose trials do not have the scores of single rows it rests on.</summary>
    public void Keep(SearchStatistics statistics, CvResults results)
    {
        lock (_gate)
        {
            Try(() =>
            {
                var tied = new StudyTieSet
                {
                    Trials = [.. statistics.TieSet.Select(index => _kept[results[index].Parameters]).Order()],
                    Compared = statistics.Candidates,
                    Folds = _run.Compiled.Folds.Count,
                    LeastConfidence = statistics.LeastConfidence,
                    Warning = statistics.Warning,
                };
                int complete = _storage.ReadTrials(_study, -1, []).Count(trial => trial.State == TrialState.Complete);
                _storage.SetStudyAttribute(_study, AttributeKind.System, StorageAttributes.TieSet, StoredTieSet.Json(tied, complete));
            });
        }
    }

    private void Try(Action write)
    {
        try
        {
            if (!_isBroken)
            {
                write();
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _isBroken = true;
            _run.Warnings.Add($"The storage has no more candidates from here on: {error.Message}");
        }
    }

    private StoredTrial Stored(Trial trial, TimeSpan duration)
    {
        var timed = trial with
        {
            Started = trial.Started ?? _run.Search.TimeProvider.GetUtcNow() - duration,
            Duration = trial.Started is null ? duration : trial.Duration,
            Space = _space ?? trial.Space,
        };
        return _form.Write(timed) with { IntermediateValues = Curve(trial) };
    }

    /// <summary>The mean test score over folds by step, an epoch less one, where every fold has one.</summary>
    private Dictionary<long, double> Curve(Trial trial)
    {
        string metric = _scorer == "score" ? "test_score" : $"test_{_scorer}";
        return trial.Reports.Where(report => report.Metrics.ContainsKey(metric)).GroupBy(report => report.Epoch)
            .Where(epoch => epoch.Count() == _run.Compiled.Folds.Count)
            .ToDictionary(epoch => epoch.Key - 1L, epoch => epoch.Average(report => report.Metrics[metric]));
    }

    private long Study(StudyStorage storage, string name)
    {
        string search = PythonText.Quote($"{_run.Compiled}; rows {_run.Compiled.Data.Fingerprint[..12]}");
        var stored = storage.FindStudy(name);
        string? other = stored?.SystemAttributes.GetValueOrDefault(StorageAttributes.Search, "not of a search");
        if (other is not null && other != search)
        {
            throw new TrimtabException(
                $"A search adds to a study of its own. '{name}' is {other}, and this one is {search}: set StudyName, or delete the study.");
        }

        if (stored is not null)
        {
            return stored.Id;
        }

        long created = storage.CreateStudy(name, [Direction.Maximize]);
        storage.SetStudyAttribute(created, AttributeKind.System, StorageAttributes.Search, search);
        storage.SetStudyAttribute(created, AttributeKind.System, StorageAttributes.MetricNames, $"[{PythonText.Quote(_scorer)}]");
        return created;
    }
}

using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Candidates that a sampler suggests one after another, or a list under a pruner: a study whose objective function is the cross-validation
/// of one candidate.
/// </summary>
#pragma warning disable CA1001 // The study is in memory: it has nothing to close.
internal sealed class SuggestedCandidates : CandidateSource
#pragma warning restore CA1001
{
    private readonly RunContext _run;
    private readonly SamplingOptions _options;
    private readonly Study _study;
    private readonly string _scorer; // the metric that is maximized
    private readonly int _length;
    private readonly ConcurrentDictionary<int, CandidateResult> _results = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<FoldFailure>> _failures = new();
    private readonly HashSet<ParameterSet> _counted = [];
    private CancellationTokenSource? _stopping;
    private bool _isComplete;
    private long _start;

    public SuggestedCandidates(RunContext run, SamplingOptions options, CancellationToken cancellationToken)
    {
        (_run, _options, _scorer, _length) = (run, options, run.Compiled.Scorers[run.Compiled.Deciding], run.Search.Estimator.Length);
        var metric = PrunedMetric.Of(options.Pruner, run.Compiled, cancellationToken);
        _study = new(new()
        {
            Name = "search",
            Objectives = [new(_scorer, Direction.Maximize)],
            Seed = run.Search.Seed,
            Space = options.Space is { Count: > 0 } space && options.Conditional is { IsFlat: true } ? space : null,
            Sampler = options.Sampler,
            Pruner = options.Pruner with { Metric = metric.Name, Direction = metric.Direction },
            Concurrency = options.Concurrency,
            EndsWhenTried = true, // another trial of a candidate would have the same scores
            TimeProvider = run.Search.TimeProvider,
            LoggerFactory = run.Log.Loggers,
        });
        RequireTrainable(cancellationToken);
        Record = SearchRecord.Of(run, run.Search.Storage is not null && options.IsList ? ListedSpace.Of(options.First) : null);
        foreach (var candidate in options.First)
        {
            _study.Wait(candidate); // also one outside of the space
        }

        int fits = MostCandidates * Folds;
        long epochs = (long)fits * _length;
        Meter = new(run, fits, epochs, Work(epochs));
    }

    public override ProgressMeter Meter { get; }

    public override SearchRecord? Record { get; }

    public override bool IsComplete => _isComplete;

    public override IReadOnlyList<CandidateResult> Results
    {
        get
        {
            var trials = Trials;
            return [.. _results.OrderBy(item => item.Key).Select(item => item.Value with { Trial = trials[item.Key] })];
        }
    }

    public override History Trials => _study.Trials;

    public override IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> TrialFailures => _failures;

    public override bool IsGuided => true;

    public override int Dropped => Trials
        .Where(trial => trial.State is TrialState.Pruned or TrialState.Paused && trial.Reports.Any())
        .Select(trial => trial.Parameters)
        .Except(_results.Values.Select(result => result.Parameters))
        .Count();

    public override bool IsSuggestedByScores => !_options.IsList && _options.Sampler.Learns;

    /// <summary>One a trial, but for more trials than a finite space has points.</summary>
    private int MostCandidates => _options.Space is { Count: > 0 } space && FreePoints.CountOf(space) is { } points
        ? (int)Math.Min(_options.Trials, points)
        : _options.Trials;

    private int Folds => _run.Compiled.Folds.Count;

    public override void Score(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stopping = stopping;
        int workers = Math.Min(_run.Search.Workers, _options.Concurrency);
        _run.Cores.Expect(workers);
        _start = _run.Search.TimeProvider.GetTimestamp();
        var options = new OptimizeOptions { Workers = workers, TrialEnded = Count, Timeout = _options.Timeout };
        _study.OptimizeAsync(Evaluate, _options.IsList ? null : _options.Trials, options, stopping.Token).GetAwaiter().GetResult();
        RecordPaused();
        RequireOneResult();
        _isComplete = true;
    }

    /// <summary>
    /// One training in epochs of a fold, at the pace of all workers together; a refit's epoch has more rows, and one worker.
    /// </summary>
    private PlannedWork Work(long epochs)
    {
        double folds = (double)_run.Compiled.Data.Count * Folds / _run.Compiled.Folds.Sum(fold => fold.Train.Count);
        double refit = _length * folds * Math.Min(_run.Search.Workers, _options.Concurrency);
        PlannedRefit[] refits = _run.Search.Refit is Refit.Never ? [] : [new(null, "", refit)];
        return new([new(_study, "", epochs)], refits, new(new Dictionary<string, double>(), epochs), _ => 1, workers: 1);
    }

    /// <summary>Refuses given candidates that can't work before anything is trained.</summary>
    private void RequireTrainable(CancellationToken cancellationToken)
    {
        if (_options.IsList || (_options.First.Count > 0 && _run.Search.ErrorScore.IsRaised))
        {
            _run.Compiled.TrainingsOf(_options.First, everyEpoch: false, cancellationToken)
                .RequireTrainable(_run.Search.ErrorScore);
        }
    }

    private void RequireOneResult()
    {
        if (_results.IsEmpty)
        {
            var trials = _study.Trials;
            var failed = trials.Where(trial => trial.State == TrialState.Failed).ToList();
            throw new TrimtabException(failed.Count == trials.Count && failed.Count > 0
                ? InvariantText.AllFailed(failed.Count, "trial", failed[0].Parameters.ToDisplayString(), failed[0].Error)
                : Invariant($"None of {trials.Count} trials was trained to its end{StateCounts.Of(trials, ": ")}. {Advice(trials)}"));
        }
    }

    private string Advice(History trials) =>
        IsTimeUp && !trials.Any(trial => trial.State is TrialState.Paused or TrialState.Pruned)
            ? Invariant($"The time limit of {_options.Timeout:c} was over before one was scored: allow more time.")
        : trials.Any(trial => trial.State == TrialState.Paused) ? "A paused trial is resumed by a later one: allow more trials."
        : $"Let {NamedAttribute.NameOf(_options.Pruner.GetType())} prune later.";

    /// <summary>Counts a candidate as done once, whatever training it was spared.</summary>
    private void Count(Study study, Trial trial)
    {
        if (trial.State != TrialState.Paused)
        {
            Record?.Add(trial, trial.Duration);
        }

        if (!_counted.Add(trial.Parameters))
        {
            return; // one that was paused before
        }

        Meter.EpochsEnded(Folds * (long)_length, _study, 1);
        bool isFailed = trial.State == TrialState.Failed;
        for (int fold = 0; fold < Folds; fold++)
        {
            bool isScored = fold == Folds - 1 && trial.State == TrialState.Complete;
            Meter.FitEnded(isFailed, isScored ? (trial.Parameters, trial.Values[_scorer]) : null);
        }
    }

    /// <summary>Records candidates that were paused and not resumed.</summary>
    private void RecordPaused()
    {
        foreach (var trial in _study.Trials.Where(trial => trial.State == TrialState.Paused).Reverse())
        {
            Record?.Add(trial, trial.Duration);
        }
    }

    /// <summary>Scores the trial's candidate; an error that is to be raised stops the other trials.</summary>
    private double Evaluate(LiveTrial trial)
    {
        try
        {
            return ScoreOf(trial);
        }
        catch (RaisedException)
        {
            _stopping!.Cancel();
            throw;
        }
    }

    /// <summary>The mean over folds; a trial that is pruned throws on the way, one that is paused at the end.</summary>
    private double ScoreOf(LiveTrial trial)
    {
        var parameters = Suggest(trial);
        _run.Log.CandidateStarted(trial.Number, parameters);
        var planned = _run.Compiled.TrainingsOf([parameters], _options.Prunes || _run.Search.ScoreEveryEpoch, CancellationToken.None);
        _ = _run.Scorer.Try(() => planned.RequireTrainable(_run.Search.ErrorScore), trial.CancellationToken); // it fails on every fold
        var folds = new TrialFolds(_run, trial, planned, _options.Prunes);
        _run.Tally.AddAsked(trial.Resumes is null ? Folds * (long)folds.Length : 0);
        var outcomes = new List<FoldOutcome>();
        foreach (var outcome in folds.Outcomes())
        {
            outcomes.Add(outcome);
            _run.FitEnded(trial.Number, outcomes.Count - 1, outcome);
            RequireScore(trial, outcomes.Count - 1, outcome);
            if (IsTimeUp && outcomes.Count < Folds && !_results.IsEmpty)
            {
                throw new TrialPrunedException(outcome.Cell.Test[_run.Compiled.Deciding], isPaused: false);
            }
        }

        var result = CandidateResult.Of(parameters, outcomes, _run.Compiled);
        double score = result.Test[_scorer].Mean;
        if (folds.IsLimited)
        {
            throw new TrialPrunedException(score, isPaused: true);
        }

        _results[trial.Number] = result;
        _run.Log.CandidateScored(trial.Number, _run.Compiled, score);
        return score;
    }

    private bool IsTimeUp =>
        _options.Timeout is { } limit && _run.Search.TimeProvider.GetElapsedTime(_start) >= limit;

    private ParameterSet Suggest(LiveTrial trial) => _options.IsGiven(trial.Number)
        ? ParameterSet.Create(
            Given(trial).Select(parameter => KeyValuePair.Create(parameter.Key, trial.Suggest(parameter.Key, DistributionOf(parameter)))))
        : _options.Conditional!.Choose(trial.Suggest);

    /// <summary>A first candidate as it was given: to the trial, a sampler may have added parameters that others have.</summary>
    private ParameterSet Given(LiveTrial trial) => trial.Number < _options.First.Count ? _options.First[trial.Number] : trial.Given;

    /// <summary>The distribution of a given candidate's parameter: the space's where it allows the value, else that value alone.</summary>
    private Distribution DistributionOf(KeyValuePair<string, ParameterValue> parameter) =>
        _options.Space?.TryGetValue(parameter.Key, out var distribution) == true && distribution.Contains(parameter.Value)
            ? distribution
            : new CategoricalDistribution([parameter.Value]);

    /// <summary>Ends the trial where a fold has no score that the sampler could learn from.</summary>
    private void RequireScore(LiveTrial trial, int fold, FoldOutcome outcome)
    {
        if (outcome.ErrorOf(_run.Compiled.Deciding) is { } error && double.IsNaN(_run.Search.ErrorScore.Value))
        {
            _failures[trial.Number] = [.. outcome.Failures(fold, _run.Compiled.Scorers)
                .Where(failure => failure.Scorer is null || (failure.Scorer == _scorer && !failure.IsOnTrainingRows))];
            ExceptionDispatchInfo.Throw(error);
        }
    }
}

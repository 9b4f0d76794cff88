using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Candidates that are known from the start: workers take their trainings, longest first. Outcomes are put in their places by number, so
/// that the order of completion can't be seen.
/// </summary>
internal sealed class ListedCandidates : CandidateSource
{
    private readonly RunContext _run;
    private readonly PlannedCandidates _planned;
    private readonly IReadOnlyList<PlannedTrajectory> _trajectories;
    private readonly Lock _gate = new();
    private readonly ListedCandidate[] _candidates;

    public ListedCandidates(RunContext run, PlannedCandidates planned)
    {
        (_run, _planned) = (run, planned);
        planned.RequireTrainable(run.Search.ErrorScore);
        _trajectories = [.. planned.Trajectories.OrderBy(trajectory => trajectory.Refusal is null)]; // what can't be trained fails first
        _candidates = [.. planned.Candidates.Select((parameters, number) => new ListedCandidate(number, parameters, run.Compiled))];
        Record = SearchRecord.Of(run, run.Search.Storage is null ? null : ListedSpace.Of(planned.Candidates));
        var work = new SearchForecast(run.Compiled, planned, new(run.Search.Ledger), run.Costs).Work();
        int fits = _candidates.Length * run.Compiled.Folds.Count;
        Meter = new(run, fits, planned.EpochsToTrain(run.Search.Ledger), work);
    }

    public override ProgressMeter Meter { get; }

    public override SearchRecord? Record { get; }

    public override bool IsComplete => _candidates.All(candidate => candidate.IsDone);

    public override IReadOnlyList<CandidateResult> Results =>
        [.. _candidates.Where(candidate => candidate.IsDone).Select(candidate => candidate.ToResult())];

    public override History Trials => new(_candidates.Select(candidate => candidate.ToTrial()));

    public override bool IsGuided => false;

    public override void Score(CancellationToken cancellationToken)
    {
        _run.Cores.Expect(_trajectories.Count);
        WorkerPool.Run(
            _trajectories.Count,
            _run.Search.Workers,
            number =>
            {
                Run(_trajectories[number], cancellationToken);
                _run.Cores.TrainingEnded();
            },
            cancellationToken,
            _run.Log.Workers);
        RequireOneFit();
    }

    private void Run(PlannedTrajectory trajectory, CancellationToken cancellationToken)
    {
        foreach (int candidate in trajectory.Stops.SelectMany(stop => stop.Candidates))
        {
            Begin(candidate);
        }

        bool trains = trajectory.Refusal is null && trajectory.CountMissing(_run.Search.Ledger) > 0;
        int expected = trajectory.EpochsToTrain(_run.Search.Ledger), trained = 0, rows = _run.Compiled.Folds[trajectory.Fold].Train.Count;
        using var training = new FoldTraining(_run, trajectory.FirstCandidate, trajectory, cancellationToken)
        {
            EpochTrained = () =>
            {
                trained++;
                Meter.EpochsEnded(1, trajectory, rows);
            },
        };
        if (trains)
        {
            Meter.TrainingBegins(trajectory);
        }

        var reports = new ScoredReports(_run.Compiled.Scorers);
        foreach (var (stop, outcome) in training.Along(trajectory.Stops))
        {
            reports.Add(stop.Epoch, outcome);
            foreach (int candidate in stop.Candidates)
            {
                Keep(candidate, trajectory.Fold, outcome, reports.Of(outcome));
            }
        }

        if (trains)
        {
            Meter.TrainingEnded(trajectory, spared: expected - trained);
        }
    }

    private void Begin(int number)
    {
        var candidate = _candidates[number];
        bool isFirst;
        lock (_gate)
        {
            (isFirst, candidate.HasBegun) = (!candidate.HasBegun, true);
        }

        if (isFirst)
        {
            _run.Log.CandidateStarted(number, candidate.Parameters);
        }
    }

    private void Keep(int number, int fold, FoldOutcome outcome, IReadOnlyList<EpochReport> reports)
    {
        var candidate = _candidates[number];
        _run.FitEnded(number, fold, outcome);
        _run.Tally.AddAsked(Math.Max(1, outcome.Cell.Epochs.Count));
        bool isDone;
        lock (_gate)
        {
            candidate.Keep(fold, outcome, reports);
            isDone = candidate.IsDone;
        }

        if (isDone)
        {
            _run.Log.CandidateScored(number, _run.Compiled, candidate.MeanOfDeciding);
            var result = candidate.ToResult();
            Record?.Add(result.Trial, TimeSpan.FromSeconds(result.FitSeconds.Folds.Sum()));
        }

        Meter.FitEnded(outcome.FitError is not null, isDone ? (candidate.Parameters, candidate.MeanOfDeciding) : null);
    }

    /// <summary>Refuses to go on where there is nothing but failed fits; failed scorers are no failed fits.</summary>
    private void RequireOneFit()
    {
        var outcomes = _candidates.SelectMany(candidate => candidate.Outcomes).ToList();
        if (outcomes.All(outcome => outcome.FitError is not null))
        {
            var error = outcomes[0].FitError!;
            string first = _candidates[0].Parameters.Count == 0 ? "" : _candidates[0].Parameters.ToDisplayString();
            throw new TrimtabException(InvariantText.AllFailed(outcomes.Count, "fit", first, TrialFailure.Of(error).Message), error);
        }
    }
}

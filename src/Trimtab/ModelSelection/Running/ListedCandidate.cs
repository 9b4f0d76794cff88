using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>One candidate of a list: its outcomes by fold, as far as they are there. Not thread-safe.</summary>
internal sealed class ListedCandidate(int number, ParameterSet parameters, CompiledSearch search)
{
    private readonly FoldOutcome?[] _outcomes = new FoldOutcome?[search.Folds.Count];
    private readonly IReadOnlyList<EpochReport>[] _reports = [.. search.Folds.Select(IReadOnlyList<EpochReport> (_) => [])];
    private CandidateResult? _scores;
    private int _done;

    public ParameterSet Parameters => parameters;

    /// <summary>Whether a worker has taken one of its trainings.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Whether every fold has an outcome.</summary>
    public bool IsDone => _done == _outcomes.Length;

    /// <summary>The outcomes so far, by fold.</summary>
    public IEnumerable<FoldOutcome> Outcomes => _outcomes.OfType<FoldOutcome>();

    /// <summary>The mean of the deciding scorer over folds.</summary>
    public double MeanOfDeciding => Scores.Test[search.Scorers[search.Deciding]].Mean;

    /// <summary>Takes the outcome of a fold.</summary>
    public void Keep(int fold, FoldOutcome outcome, IReadOnlyList<EpochReport> reports)
    {
        (_outcomes[fold], _reports[fold]) = (outcome, reports);
        _done++;
    }

    /// <summary>The outcomes together, once all are there, with the trial.</summary>
    public CandidateResult ToResult() => Scores with { Trial = ToTrial() };

    /// <summary>The candidate as a trial. It has failed where the deciding scorer has no score on a fold, or NaN.</summary>
    public Trial ToTrial()
    {
        var trial = new Trial
        {
            Number = number,
            Parameters = parameters,
            State = HasBegun ? TrialState.Running : TrialState.Waiting,
            Reports = SortedReports.Packed([.. _reports.Index().SelectMany(fold => fold.Item.Select(
                report => new Report(fold.Index, report.Epoch, report.Metrics)))]),
        };
        if (!IsDone)
        {
            return trial;
        }

        var failure = Failure();
        return trial with
        {
            State = failure is null ? TrialState.Complete : TrialState.Failed,
            Values = new NamedValues([.. search.Scorers], [.. search.Scorers.Select(scorer => Scores.Test[scorer].Mean)]),
            Failure = failure,
        };
    }

    /// <summary>Why the candidate has no score by the deciding scorer; null where it has one.</summary>
    private TrialFailure? Failure() =>
        Outcomes.Select(outcome => outcome.ErrorOf(search.Deciding)).FirstOrDefault(error => error is not null) is { } error
            ? TrialFailure.Of(error)
        : double.IsNaN(MeanOfDeciding) ? TrialFailure.Because($"The score by {search.Scorers[search.Deciding]} is NaN.")
        : null;

    private CandidateResult Scores => _scores ??= CandidateResult.Of(parameters, [.. Outcomes], search);
}

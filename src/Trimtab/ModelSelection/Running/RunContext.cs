namespace Trimtab.ModelSelection.Running;

/// <summary>Services shared by all trainings of one run of a search. Thread-safe.</summary>
/// <param name="compiled">The search over its rows.</param>
internal sealed class RunContext(CompiledSearch compiled)
{
    private readonly long _start = compiled.Start ?? compiled.Search.TimeProvider.GetTimestamp();

    /// <summary>The search over its rows.</summary>
    public CompiledSearch Compiled => compiled;

    /// <summary>The search's settings.</summary>
    public CandidateSearch Search => compiled.Search;

    /// <summary>Time since the search began.</summary>
    public TimeSpan Elapsed => Search.TimeProvider.GetElapsedTime(_start);

    /// <summary>Scores trainings.</summary>
    public FoldScorer Scorer { get; } = new(compiled.Search);

    /// <summary>Costs of trainings; updated while they run.</summary>
    public TrainingCosts Costs { get; } = compiled.Search.Costs ?? new();

    /// <summary>Threads of its trainings.</summary>
    public CoreShare Cores { get; } = new(compiled.Search.Workers);

    /// <summary>Fits and epochs so far.</summary>
    public RunTally Tally { get; } = new();

    /// <summary>The search's log.</summary>
    public SearchLog Log => compiled.Log;

    /// <summary>Warnings of the run.</summary>
    public RunWarnings Warnings { get; } = new(compiled.Log);

    /// <summary>Counts and logs a fit that has ended.</summary>
    public void FitEnded(int candidate, int fold, FoldOutcome outcome)
    {
        Tally.Add(outcome);
        Log.FoldEnded(candidate, fold, outcome, compiled);
    }
}

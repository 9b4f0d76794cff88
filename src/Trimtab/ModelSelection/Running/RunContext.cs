namespace Trimtab.ModelSelection.Running;

/// <summary>Services shared by all trainings of one run of a search. Thread-safe.</summary>
/// <param name="compiled">The search over its rows.</param>
internal sealed class RunContext(CompiledSearch compiled)
{
    /// <summary>The search over its rows.</summary>
    public CompiledSearch Compiled => compiled;

    /// <summary>The search's settings.</summary>
    public CandidateSearch Search => compiled.Search;

    /// <summary>Scores trainings.</summary>
    public FoldScorer Scorer { get; } = new(compiled.Search);

    /// <summary>Costs of trainings; updated while they run.</summary>
    public TrainingCosts Costs { get; } = compiled.Search.Costs ?? new();

    /// <summary>Fits and epochs so far.</summary>
    public RunTally Tally { get; } = new();

    /// <summary>Warnings of the run.</summary>
    public RunWarnings Warnings { get; } = new();
}

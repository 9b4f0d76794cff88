namespace Trimtab;

/// <summary>One evaluation of one parameter set. Immutable: a study puts a newer one in its place until the trial has finished.</summary>
public sealed record Trial
{
    /// <summary>Its place in the study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>What is evaluated.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>Where it stands. Default <see cref="TrialState.Waiting"/>.</summary>
    public TrialState State { get; init; }

    /// <summary>The figures it is judged by, by name; empty before it has finished.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Intermediate figures, by fold and then by epoch.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>Whether it will not change any more.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Failed;
}

using System.Collections.Frozen;
using Trimtab.Spaces;

namespace Trimtab;

/// <summary>One evaluation of one parameter set. Immutable: a study puts a newer one in its place until the trial has finished.</summary>
public sealed record Trial
{
    /// <summary>Its place in the study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>What is evaluated; while a trial runs, what it has asked for so far.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>What each of <see cref="Parameters"/> might have been; empty where nobody said.</summary>
    public SearchSpace Space { get; init; } = SearchSpace.Empty;

    /// <summary>Which sampler gave each value, and whether it fell back on another; empty where nobody was asked.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; init; } = Nothing<string>.Named;

    /// <summary>Where it stands. Default <see cref="TrialState.Waiting"/>.</summary>
    public TrialState State { get; init; }

    /// <summary>The figures it is judged by, by name; empty before it has finished.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = Nothing<double>.Named;

    /// <summary>By how much it breaks the constraints on its outcome, in all; 0 where it keeps them.</summary>
    public double Violation { get; init; }

    /// <summary>Intermediate figures, by fold and then by epoch.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>What the user wants remembered, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = Nothing<string>.Named;

    /// <summary>When it began, by the study's clock; not reproducible. Null where it did not begin here.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How long it ran; not reproducible.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it failed, with the exception's type and stack; <see langword="null"/> when it did not.</summary>
    public TrialFailure? Failure { get; init; }

    /// <summary>Why it failed, in a sentence: the message of <see cref="Failure"/>; empty when it did not.</summary>
    public string Error => Failure?.Message ?? "";

    /// <summary>What the user should know of it: enqueued parameters that it did not ask for. Mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it was given at its beginning, before it asked.</summary>
    internal ParameterSet Given { get; init; } = ParameterSet.Empty;

    /// <summary>What the user enqueued it with; empty where they did not.</summary>
    internal ParameterSet Enqueued { get; init; } = ParameterSet.Empty;

    /// <summary>The trial before it was evaluated: what an earlier try of it told is forgotten.</summary>
    internal Trial WithoutResults() => this with { Reports = [], Violation = 0, Attributes = Nothing<string>.Named };

    /// <summary>Whether it will not change any more.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Failed;

    private static class Nothing<T>
    {
        public static readonly IReadOnlyDictionary<string, T> Named = FrozenDictionary<string, T>.Empty;
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

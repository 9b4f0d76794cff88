using Trimtab.ModelSelection;
using Trimtab.Plots;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace MnistNotebook;

/// <summary>What a section found, as it is printed, drawn and written.</summary>
internal sealed record Outcome
{
    public required Section Section { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The position of the best; -1 when none finished.</summary>
    public required int BestIndex { get; init; }

    /// <summary>Candidates that a pruner ended early; they are not among <see cref="Candidates"/>.</summary>
    public int Ended { get; init; }

    /// <summary>Candidates that were tried, ended ones included.</summary>
    public int Tried => Candidates.Count + Ended;

    /// <summary>Whether an earlier run did it; what it took is that run's.</summary>
    public bool IsFromBefore { get; init; }

    /// <summary>The best accuracy by epochs trained.</summary>
    public IReadOnlyList<(int Epochs, double Best)> BestSoFar { get; init; } = [];

    /// <summary>How sure the search is of its best; none where there is none.</summary>
    public SearchStatistics? Statistics { get; init; }

    /// <summary>The candidates with the errors of their differences from the best, as a chart; none where nothing was searched.</summary>
    public DotChart? Intervals { get; init; }

    /// <summary>The same in a few lines.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Accuracy on the test set of the best, trained again on all training images; NaN when it was not.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Whether every candidate was tried.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What it took. Times are the clock's; they are kept apart from results.</summary>
    public required SearchCost Cost { get; init; }

    /// <summary><paramref name="candidate"/> held against the one with the highest accuracy; none where nothing is known.</summary>
    public Comparison? ComparisonOf(Candidate candidate) =>
        Statistics?.Comparisons[Candidates.Index().First(item => item.Item == candidate).Index];

    /// <summary>The same as an earlier run did it: what it took is in that run's timings.</summary>
    public Outcome From(EarlierRun earlier) => this with
    {
        IsFromBefore = true,
        Cost = Cost with
        {
            Elapsed = earlier.Took(Section.Name).Elapsed,
            EpochsTrained = earlier.Took(Section.Name).EpochsTrained,
            RefitTime = TimeSpan.Zero,
            Reused = 0,
        },
    };

    public Candidate? Best => BestIndex < 0 ? null : Candidates[BestIndex];
}

/// <summary>One parameter set, scored on every fold.</summary>
internal sealed record Candidate
{
    public required ParameterSet Parameters { get; init; }

    public required double[] Accuracies { get; init; }

    public required double[] Losses { get; init; }

    public required double Accuracy { get; init; }

    public required double Loss { get; init; }

    /// <summary>Population standard deviation over folds.</summary>
    public required double Spread { get; init; }

    public required int Rank { get; init; }

    /// <summary>A parameter's value for people; empty where the candidate has none.</summary>
    public string Display(string parameter) => Parameters.TryGetValue(parameter, out var value) ? value.ToDisplayString() : "";

    /// <summary>Mean seconds of a fit; the clock's, so not among results.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>How it went, epoch by epoch.</summary>
    public IReadOnlyList<EpochFigures> Curve { get; init; } = [];
}

/// <summary>
/// Figures after one epoch, means over folds: of the training rows while they were learned from, and of the held-out rows.
/// </summary>
internal sealed record EpochFigures(int Epoch, double TrainingLoss, double TrainingAccuracy, double HeldOutLoss, double HeldOutAccuracy);

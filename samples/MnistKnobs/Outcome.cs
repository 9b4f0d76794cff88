using Trimtab;
using Trimtab.Statistics;

namespace MnistKnobs;

/// <summary>What a section found, as it is printed, drawn and written.</summary>
internal sealed record Outcome
{
    public required Section Section { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The position of the best; -1 when none finished.</summary>
    public required int BestIndex { get; init; }

    /// <summary>The best accuracy by epochs trained.</summary>
    public IReadOnlyList<(int Epochs, double Best)> Course { get; init; } = [];

    /// <summary>How sure the search is of its best; none where there is none.</summary>
    public SearchStatistics? Statistics { get; init; }

    /// <summary>The same in three lines.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Accuracy on the test set of the best, trained again on all training images; NaN when it was not.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Whether every candidate was tried.</summary>
    public required bool IsComplete { get; init; }

    public required Cost Cost { get; init; }

    /// <summary>Whether <paramref name="candidate"/> can't be told apart from the best.</summary>
    public bool IsTied(Candidate candidate) => Statistics?.TieSet.Any(index => Candidates[index] == candidate) == true;

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

    /// <summary>Of the accuracy's mean over folds.</summary>
    public double StandardError => Spread / Math.Sqrt(Accuracies.Length - 1);

    public required int Rank { get; init; }

    /// <summary>Mean seconds of a fit; the clock's, so not among results.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>Training loss and accuracy per epoch, mean over folds.</summary>
    public IReadOnlyList<(int Epoch, double Loss, double Accuracy)> Curve { get; init; } = [];
}

/// <summary>What a section took. Times are the clock's; they are kept apart from results.</summary>
internal sealed record Cost(TimeSpan Elapsed, TimeSpan FitTime, long Epochs, long EpochsTrained, int Fits, int Failed, int Reused);

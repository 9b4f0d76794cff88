using Trimtab.Training;

namespace Trimtab.ModelSelection;

/// <summary>What a search will train. Immutable.</summary>
public sealed record SearchPlan
{
    /// <summary>Parameter sets.</summary>
    public required int Candidates { get; init; }

    /// <summary>Folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Candidates times folds.</summary>
    public required int Fits { get; init; }

    /// <summary>Fits that the ledger knows.</summary>
    public required int Known { get; init; }

    /// <summary>Epochs, each fit trained alone; 1 per fit where the estimator has none.</summary>
    public required long EpochsAsked { get; init; }

    /// <summary>Epochs that will be trained, after sharing and after the ledger; without the refit's.</summary>
    public required long EpochsToTrain { get; init; }

    /// <summary>Trainings that must be alone though they have epochs, and why.</summary>
    public required IReadOnlyList<(ParameterSet Candidate, string Why)> Alone { get; init; }

    /// <summary>The plan in one line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Candidates} candidates × {Folds} folds = {Fits} fits, {Known} of them known; {EpochsAsked:N0} epochs asked for, {EpochsToTrain:N0} to train");

    internal static SearchPlan Of(CompiledSearch search, Ledger? ledger) => new()
    {
        Candidates = search.Candidates.Count,
        Folds = search.Folds.Count,
        Fits = search.Candidates.Count * search.Folds.Count,
        Known = search.Trajectories.Sum(planned => planned.Stops.Where(stop => planned.IsKnown(stop.Epoch, ledger)).Sum(stop => stop.Candidates.Length)),
        EpochsAsked = search.Trajectories.Sum(planned => planned.Stops.Sum(stop => (long)stop.Epoch * stop.Candidates.Length)),
        EpochsToTrain = search.Trajectories.Sum(planned => (long)planned.EpochsToTrain(ledger)),
        Alone = [.. search.Trajectories.Where(planned => planned is { Fold: 0, Identity.WhyAlone.Length: > 0, Estimator: IIterativeEstimator })
            .Select(planned => (search.Candidates[planned.Stops[0].Candidates[0]], planned.Identity.WhyAlone))],
    };
}

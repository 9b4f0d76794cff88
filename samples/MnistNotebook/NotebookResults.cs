
using Trimtab.Caching;
using Trimtab.ModelSelection;

namespace MnistNotebook;

/// <summary>Everything found so far.</summary>
internal sealed record NotebookResults(Settings Settings, Digits Digits, NotebookPlan Plan, EarlierRun Earlier, Ledger Ledger)
{
    public Baseline? Baseline { get; init; }

    /// <summary>In the notebook's order.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>Whether figures can be held against the seed notebook's: its data, its classes, its folds, all its epochs.</summary>
    public bool IsComparable => AreComparable(Settings, Digits);

    public static bool AreComparable(Settings settings, Digits digits) =>
        settings is { DataSet: "mnist", Quick: false, Folds: 2, Repeats: 1, Stratified: false } && settings.Classes is [2, 7]
            && digits.Notice.Length == 0;

    /// <summary>What this run did.</summary>
    public IEnumerable<Outcome> Ours => Outcomes.Where(outcome => !outcome.IsFromBefore);

    /// <summary>Whether every search this run began came to its end.</summary>
    public bool IsComplete => Ours.All(outcome => outcome.IsComplete);

    /// <summary>Which parts that were asked for are not done, in a sentence; empty when all are.</summary>
    public string ToCome => Unfinished is { Length: > 0 } names
        ? $"Not all of it is done: {string.Join(", ", names)} {(names.Length == 1 ? "is" : "are")} still to come. "
            + "If the run has ended, the same command goes on from here."
        : "";

    private string[] Unfinished =>
    [
        .. Settings.Wants("baseline") && Baseline is not { IsFromBefore: false } ? (string[])["baseline"] : [],
        .. Section.All.Select(section => section.Name).Where(name => Settings.Wants(name) && this[name] is not { IsComplete: true }),
    ];

    /// <summary>How long that was foreseen to take.</summary>
    public TimeRange Foreseen =>
        Ours.Select(outcome => Plan[outcome.Section.Name]!.Duration).Aggregate(
            Baseline is null ? default : Plan.Baseline ?? default, (sum, part) => sum + part);

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed =>
        Ours.Aggregate(
            Baseline is { IsFromBefore: false } baseline ? baseline.Elapsed : TimeSpan.Zero, (sum, outcome) => sum + outcome.Cost.Elapsed);

    /// <summary>What earlier runs did, by name.</summary>
    public IEnumerable<string> FromBefore =>
    [
        .. Baseline is { IsFromBefore: true } ? (string[])["baseline"] : [],
        .. Outcomes.Where(outcome => outcome.IsFromBefore).Select(outcome => outcome.Section.Name),
    ];

    public Outcome? this[string section] => Outcomes.FirstOrDefault(outcome => outcome.Section.Name == section);

    public NotebookResults With(Outcome outcome) => this with { Outcomes = [.. Outcomes, outcome] };
}

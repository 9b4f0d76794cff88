using Spectre.Console;
using Trimtab;
using Trimtab.ModelSelection;
using Trimtab.Training;

namespace MnistKnobs;

/// <summary>The notebook from the first cell to the last. What is done is on disk after every section, whatever happens next.</summary>
internal sealed class Notebook(Settings settings, IAnsiConsole console)
{
    private readonly Screen _screen = new(console);

    /// <returns>The exit code: 0, or 130 when it was interrupted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Output);
        var digits = await Digits.LoadAsync(settings, console, cancellationToken).ConfigureAwait(false);
        var train = digits.Images.Train;
        _screen.Begin(settings, digits);
        var ledger = new Ledger(Path.Combine(settings.Output, "ledger"));
        _screen.Resume(ledger);
        var costs = new TrainingCosts();
        var searches = Searches(ledger, costs);
        foreach (var (_, search) in searches)
        {
            ledger.Expect(search, train);
        }

        var plan = Plan(searches, costs, train, cancellationToken);
        _screen.Show(plan);
        return settings.PlanOnly ? 0 : await RunAsync(new(settings, digits, plan, null, []), searches, ledger, cancellationToken).ConfigureAwait(false);
    }

    private List<(Section Section, CandidateSearch Search)> Searches(Ledger ledger, TrainingCosts costs) =>
    [
        .. Section.All
            .Where(section => settings.Wants(section.Name))
            .Select(section => settings.Quick ? section.Quick() : section)
            .Select(section => (section, SectionSearch.Of(section, settings, ledger, costs))),
    ];

    private NotebookPlan Plan(List<(Section Section, CandidateSearch Search)> searches, TrainingCosts costs, Dataset train, CancellationToken cancellationToken)
    {
        var baseline = settings.Wants("baseline") ? Baseline.Plan(train, settings, costs, cancellationToken) : (TimeRange?)null;
        var plans = SearchPlan.Of([.. searches.Select(item => item.Search)], train, cancellationToken);
        return new(baseline, [.. searches.Zip(plans, (item, plan) => (item.Section.Name, plan))]);
    }

    private async Task<int> RunAsync(Findings findings, List<(Section Section, CandidateSearch Search)> searches, Ledger ledger, CancellationToken cancellationToken)
    {
        var (train, test) = (findings.Digits.Images.Train, findings.Digits.Images.Test);
        if (settings.Wants("baseline"))
        {
            findings = findings with { Baseline = Baseline.Run(train, test, settings, _screen, cancellationToken) };
            await KeepAsync(findings).ConfigureAwait(false);
        }

        foreach (var (section, search) in searches)
        {
            var outcome = _screen.Watch(section, progress => SectionSearch.Run(search with { Progress = progress }, section, train, test, cancellationToken));
            _screen.Warn(ledger);
            if (outcome.Candidates.Count > 0)
            {
                findings = findings with { Outcomes = [.. findings.Outcomes, outcome] };
                await KeepAsync(findings).ConfigureAwait(false);
                _screen.Show(outcome);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        _screen.Summarize(findings);
        return 0;
    }

    private static async Task KeepAsync(Findings findings)
    {
        await ResultFiles.WriteAsync(findings).ConfigureAwait(false);
        await Pictures.WriteAsync(findings).ConfigureAwait(false);
        await ReportPage.WriteAsync(findings).ConfigureAwait(false);
    }
}

/// <summary>Everything found so far.</summary>
internal sealed record Findings(Settings Settings, Digits Digits, NotebookPlan Plan, Baseline? Baseline, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Whether figures can be held against the seed notebook's: its data, its classes, its folds, all its epochs.</summary>
    public bool IsComparable => AreComparable(Settings, Digits);

    public static bool AreComparable(Settings settings, Digits digits) =>
        settings is { DataSet: "mnist", Quick: false, Folds: 2, Repeats: 1 } && settings.Classes is [2, 7] && digits.Notice.Length == 0;

    /// <summary>What was planned that has been done.</summary>
    public TimeRange Foreseen => Outcomes.Select(outcome => Plan[outcome.Section.Name]!.Duration).Aggregate(Baseline is null ? default : Plan.Baseline ?? default, (sum, part) => sum + part);

    /// <summary>How long that took.</summary>
    public TimeSpan Elapsed => Outcomes.Aggregate(Baseline?.Elapsed ?? TimeSpan.Zero, (sum, outcome) => sum + outcome.Cost.Elapsed);

    public Outcome? this[string section] => Outcomes.FirstOrDefault(outcome => outcome.Section.Name == section);
}

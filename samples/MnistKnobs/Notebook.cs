using Spectre.Console;
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
        var (train, test) = (digits.Images.Train, digits.Images.Test);
        _screen.Begin(settings, digits);
        var findings = new Findings(settings, digits, null, []);
        if (settings.Wants("baseline"))
        {
            findings = findings with { Baseline = Baseline.Run(train, test, settings, _screen, cancellationToken) };
            await KeepAsync(findings).ConfigureAwait(false);
        }

        var ledger = new Ledger(Path.Combine(settings.Output, "ledger"));
        var searches = Section.All
            .Where(section => settings.Wants(section.Name))
            .Select(section => settings.Quick ? section.Quick() : section)
            .Select(section => (Section: section, Search: SectionSearch.Of(section, settings, ledger)))
            .ToList();
        foreach (var (_, search) in searches)
        {
            ledger.Expect(search, train);
        }

        foreach (var (section, search) in searches)
        {
            var outcome = _screen.Watch(section, progress => SectionSearch.Run(search with { Progress = progress }, section, train, test, cancellationToken));
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
internal sealed record Findings(Settings Settings, Digits Digits, Baseline? Baseline, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Whether figures can be held against the seed notebook's: its data, its classes, its folds, all its epochs.</summary>
    public bool IsComparable => Settings is { DataSet: "mnist", Quick: false, Folds: 2, Repeats: 1 } && Settings.Classes is [2, 7] && Digits.Notice.Length == 0;

    public Outcome? this[string section] => Outcomes.FirstOrDefault(outcome => outcome.Section.Name == section);
}

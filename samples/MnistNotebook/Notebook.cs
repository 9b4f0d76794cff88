using Spectre.Console;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Storages;

namespace MnistNotebook;

/// <summary>The notebook from the first cell to the last. What is done is on disk after every section, whatever happens next.</summary>
internal sealed class Notebook(Settings settings, IAnsiConsole console)
{
    private readonly ConsoleView _screen = new(console, TimeProvider.System);
    private readonly List<string> _done = [];
    private string _doing = "loading the images";

    /// <returns>The exit code: 0.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted; <see cref="WhereItStands"/> says what is kept.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var output = OutputFolder.Open(settings.Output);
        var digits = await Digits.LoadAsync(settings, console, cancellationToken).ConfigureAwait(false);
        _screen.Begin(settings, digits);
        var ledger = new Ledger(Path.Combine(settings.Output, "ledger"));
        var earlier = EarlierRun.Read(settings, digits);
        _screen.Resume(ledger, earlier);
        var costs = new TrainingCosts();
        using var storage = settings is { Storage: { } url, PlanOnly: false } ? StudyStorage.Open(url) : null;
        var searches = Searches(digits.Images.Train, ledger, costs, earlier, storage);
        var wanted = searches.Where(item => settings.Wants(item.Section.Name)).ToList();
        foreach (var (_, search) in wanted)
        {
            search.RequestScores();
        }

        var plan = _screen.Watch("planning", steps => Plan(wanted, costs, digits.Images.Train, steps, cancellationToken));
        _screen.Show(plan);
        if (settings.PlanOnly)
        {
            return 0;
        }

        var results = new NotebookResults(settings, digits, plan, earlier, ledger) { Baseline = earlier.Baseline };
        return await RunAsync(results, searches, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an interrupted run leaves, and how to go on.</summary>
    public string WhereItStands()
    {
        string finished = _done.Count == 0
            ? "No part was finished."
            : $"Finished and written to {settings.Output}: {string.Join(", ", _done)}.";
        return $"Stopped while {_doing}. {finished} "
            + $"Scores, and trainings up to their last few seconds, are kept in {Path.Combine(settings.Output, "ledger")}: "
            + "run the same command again to go on from there.";
    }

    /// <summary>The sections asked for, and those of earlier runs whose scores the ledger holds.</summary>
    private List<(Section Section, CompiledSearch Search)> Searches(
        Dataset train, Ledger ledger, TrainingCosts costs, EarlierRun earlier, StudyStorage? storage) =>
    [
        .. Section.All
            .Where(section => settings.Wants(section.Name) || (earlier.Has(section, settings) && earlier.HasScores(ledger)))
            .Select(section => settings.Quick ? section.Quick() : section)
            .Select(section => (section, SectionSearch.Of(section, settings, ledger, costs, storage).Compile(train))),
    ];

    private NotebookPlan Plan(
        List<(Section Section, CompiledSearch Search)> searches,
        TrainingCosts costs,
        Dataset train,
        IProgress<Step> steps,
        CancellationToken cancellationToken)
    {
        _doing = "planning";
        var baseline = settings.Wants("baseline") ? Baseline.Plan(train, settings, costs, cancellationToken) : (TimeRange?)null;
        var progress = new PlanSteps(steps);
        var plans = SearchPlan.Of([.. searches.Select(item => item.Search)], progress, cancellationToken);
        return new(baseline, [.. searches.Zip(plans, (item, plan) => (item.Section.Name, plan))]);
    }

    private async Task<int> RunAsync(
        NotebookResults results, List<(Section Section, CompiledSearch Search)> searches, CancellationToken cancellationToken)
    {
        var (train, test) = (results.Digits.Images.Train, results.Digits.Images.Test);
        if (settings.Wants("baseline"))
        {
            _doing = "training the baseline";
            results = results with { Baseline = Baseline.Run(train, test, settings, _screen, cancellationToken) };
            await KeepAsync(results, "baseline").ConfigureAwait(false);
        }

        foreach (var (section, search) in searches)
        {
            _doing = $"searching '{section.Name}'";
            if (settings.Wants(section.Name))
            {
                var outcome = _screen.Watch(section, progress => SectionSearch.Run(search, section, test, progress, cancellationToken));
                _screen.Warn(results.Ledger);
                if (outcome.Candidates.Count > 0)
                {
                    results = results.With(outcome);
                    await KeepAsync(results, outcome.IsComplete ? section.Name : $"{section.Name} in part").ConfigureAwait(false);
                    _screen.Show(outcome);
                }
            }
            else
            {
                results = results.With(SectionSearch.Run(search, section, test, progress: null, cancellationToken).From(results.Earlier));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await KeepAsync(results, "report").ConfigureAwait(false);
        _screen.Summarize(results);
        return 0;
    }

    private async Task KeepAsync(NotebookResults results, string part)
    {
        await ResultFiles.WriteAsync(results).ConfigureAwait(false);
        await Pictures.WriteAsync(results).ConfigureAwait(false);
        await ReportPage.WriteAsync(results).ConfigureAwait(false);
        _done.Add(part);
    }

    /// <summary>The planning's progress in words.</summary>
    private sealed class PlanSteps(IProgress<Step> steps) : IProgress<double>
    {
        public void Report(double value) => steps.Report(new(value, "timing a few steps of each kind of training"));
    }
}

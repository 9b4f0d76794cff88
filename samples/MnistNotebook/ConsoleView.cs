using Spectre.Console;
using Trimtab.Caching;
using Trimtab.ModelSelection;

namespace MnistNotebook;

/// <summary>What a person sees: a live line per section on a terminal, plain lines where output is redirected, tables after.</summary>
internal sealed class ConsoleView(IAnsiConsole console, TimeProvider time)
{
    private static readonly string[] _figures = ["accuracy", "± std", "loss", "rank", "a fit"];

    private bool _isComparable;
    private int _warningsSaid;

    /// <summary>Where plain lines go.</summary>
    public TextWriter Lines => console.Profile.Out.Writer;

    public void Begin(Settings settings, Digits digits)
    {
        _isComparable = NotebookResults.AreComparable(settings, digits);
        if (digits.Notice.Length > 0)
        {
            var notice = new Text($"{digits.Notice} {digits.Why}".Trim(), new Style(decoration: Decoration.Bold));
            console.Write(new Panel(notice).BorderColor(Color.Yellow).Header("Note"));
        }

        var images = digits.Images;
        console.MarkupLineInterpolated($"[bold]{images.Name}[/], {string.Join(" against ", images.ClassNames)}, {images.Source}");
        string counts = $"{Figure.Count(images.Train.Count)} training and {Figure.Count(images.Test.Count)} test images";
        console.MarkupLineInterpolated($"{counts}; {Figure.Folds(settings)}, {settings.Workers} workers, seed {settings.Seed}");
    }

    /// <summary>Says what an earlier run left.</summary>
    public void Resume(Ledger ledger, EarlierRun earlier)
    {
        if (ledger.Count > 0)
        {
            string known = Figure.Count(ledger.Count);
            console.MarkupLineInterpolated($"[grey]{known} scores are known from before and are not computed again.[/]");
        }

        if (earlier.Notice.Length > 0)
        {
            console.MarkupLineInterpolated($"[yellow]{earlier.Notice}[/]");
        }

        string[] lost = [.. earlier.Lost(ledger)];
        if (lost.Length > 0)
        {
            string warning = $"The ledger no longer has all scores of {string.Join(", ", lost)}: "
                + "what is not run again stays in results.json and is missing in the report.";
            console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        }

        if (ledger.Damaged > 0)
        {
            string warning = $"{Figure.Count(ledger.Damaged)} torn or damaged lines of the ledger were left out; "
                + "what they held is computed again.";
            console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        }

        Warn(ledger);
    }

    /// <summary>Says which files of the ledger could not be read or written, each kind once.</summary>
    public void Warn(Ledger ledger)
    {
        foreach (string warning in ledger.Warnings.Skip(_warningsSaid))
        {
            console.MarkupLineInterpolated($"[yellow]{warning}[/]");
            _warningsSaid++;
        }
    }

    public void Show(NotebookPlan plan)
    {
        Head("Plan");
        console.Write(ConsoleTable.Of(console.Profile.Width, NotebookPlan.Columns, [.. plan.Rows()]));
        string memory = Figure.Mebibytes(plan.PeakMemory);
        console.MarkupLineInterpolated($"[grey]{memory} of memory. An epoch is one pass over the training rows of a fold.[/]");
    }

    public void BeginBaseline(string summary)
    {
        Head("Baseline");
        Lines.WriteLine(summary);
    }

    public void Show(Baseline baseline)
    {
        console.MarkupLineInterpolated($"Test loss: [bold]{Figure.Score(baseline.Loss)}[/]{Seed(Baseline.SeedLoss)}");
        console.MarkupLineInterpolated($"Test accuracy: [bold]{Figure.Score(baseline.Accuracy)}[/]{Seed(Baseline.SeedAccuracy)}");
        console.MarkupLineInterpolated($"[grey]It took {Figure.Seconds(baseline.Elapsed.TotalSeconds)}.[/]");
    }

    /// <summary>Runs a section under its headline and a line that says how far it is.</summary>
    public Outcome Watch(Section section, Func<IProgress<SearchProgress>, Outcome> run)
    {
        Head(section.Title);
        return Watch(section.Name, steps => run(new SearchSteps(steps)));
    }

    /// <summary>Runs something under a line that says how far it is.</summary>
    public T Watch<T>(string name, Func<IProgress<Step>, T> run)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            using var lines = new PlainLines(name, Lines, time);
            return run(lines);
        }

        var description = new TaskDescriptionColumn { Alignment = Justify.Left };
        return console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), description, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => run(new LiveLine(name, context.AddTask(name))));
    }

    public void Show(Outcome outcome)
    {
        string[] names = [.. outcome.Candidates.SelectMany(candidate => candidate.Parameters.Keys).Distinct()];
        var ranked = outcome.Candidates.OrderBy(candidate => candidate.Rank).ToList();
        string[] columns = [.. names, .. _figures];
        string[][] rows = [.. ranked.Select(candidate => (string[])[.. names.Select(candidate.Display), .. Figures(candidate)])];
        if (!ConsoleTable.Fits(console.Profile.Width, columns, rows))
        {
            columns = ["candidate", .. _figures];
            rows = [.. ranked.Select(candidate => (string[])[candidate.Parameters.ToDisplayString(), .. Figures(candidate)])];
        }

        console.Write(ConsoleTable.Of(console.Profile.Width, columns, rows, row => StyleOf(ranked[row], outcome)));
        foreach (var failed in outcome.Candidates.Where(candidate => candidate.Error.Length > 0).DistinctBy(candidate => candidate.Error))
        {
            console.MarkupLineInterpolated($"[red]{failed.Parameters.ToDisplayString()} failed: {failed.Error}[/]");
        }

        Conclude(outcome);
    }

    public void Summarize(NotebookResults results)
    {
        if (results.Outcomes.Count > 0)
        {
            Head("All sections");
            console.Write(ConsoleTable.Of(console.Profile.Width, Conclusions.Columns(results), [.. Conclusions.Rows(results)]));
            foreach (string sentence in Conclusions.Sentences(results))
            {
                console.WriteLine(sentence);
            }
        }

        console.WriteLine(Conclusions.Cost(results));
        if (results.FromBefore.Any())
        {
            console.WriteLine($"From runs before this one, with the same settings: {string.Join(", ", results.FromBefore)}.");
        }

        console.MarkupLineInterpolated($"The report is [bold]{Path.Combine(results.Settings.Output, "report.html")}[/].");
    }

    private string Seed(double figure) => _isComparable ? $" (seed {Figure.Score(figure)})" : "";

    private void Conclude(Outcome outcome)
    {
        if (outcome.Section.Note.Length > 0)
        {
            console.MarkupLineInterpolated($"[yellow]{outcome.Section.Note}[/]");
        }

        if (outcome.Best is { } best)
        {
            console.MarkupLineInterpolated($"The best parameters are [bold]{best.Parameters.ToDisplayString()}[/]");
            string tested = double.IsNaN(outcome.TestAccuracy)
                ? ""
                : $" (on the test images, trained again on all: {Figure.Score(outcome.TestAccuracy)})";
            console.MarkupLineInterpolated($"The best accuracy is [bold]{Figure.Score(best.Accuracy)}[/]{tested}");
        }

        if (outcome.Summary.Length > 0)
        {
            console.WriteLine(outcome.Summary);
        }

        string incomplete = outcome.IsComplete ? "" : " Not all candidates were tried.";
        console.MarkupLineInterpolated($"[grey]{Figure.CostOf(outcome)}.{incomplete}[/]");
    }

    private static string StyleOf(Candidate candidate, Outcome outcome) =>
        candidate == outcome.Best ? "bold green" : candidate.Error.Length > 0 ? "red" : "default";

    private static string[] Figures(Candidate candidate) =>
    [
        Figure.Score(candidate.Accuracy),
        Figure.Spread(candidate.Spread),
        Figure.Score(candidate.Loss),
        candidate.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Figure.Seconds(candidate.FitSeconds),
    ];

    private void Head(string title)
    {
        console.WriteLine();
        console.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left, Style = Style.Parse("cyan") });
    }

    private sealed class LiveLine(string name, ProgressTask task) : IProgress<Step>
    {
        public void Report(Step value)
        {
            task.Description = Markup.Escape($"{name}: {value.Text}");
            task.Value = value.Share * task.MaxValue;
        }
    }
}

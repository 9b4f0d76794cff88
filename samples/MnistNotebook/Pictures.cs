using Trimtab.Charts;
using Trimtab.Files;
using Trimtab.ModelSelection;
using Trimtab.Plots;

namespace MnistNotebook;

/// <summary>The pictures of a section as plain data, and as SVG files.</summary>
internal static class Pictures
{
    private const int MostCandidates = 15;

    private static readonly string[] _telling = ["optimizer", "activation", "init_mode"];

    public static async Task WriteAsync(NotebookResults results)
    {
        foreach (var (name, plot, _) in Of(results))
        {
            await AtomicFile.WriteAsync(Path.Combine(results.Settings.Output, $"{name}.svg"), SvgRenderer.Render(plot))
                .ConfigureAwait(false);
        }
    }

    private static IEnumerable<(string Name, Chart Plot, string Caption)> Of(NotebookResults results) =>
        (results.Baseline is { } baseline ? Of(baseline) : []).Concat(results.Outcomes.SelectMany(Of)).Concat(Compared(results));

    /// <summary>Loss and accuracy by epoch, training beside test.</summary>
    public static IEnumerable<(string Name, Chart Plot, string Caption)> Of(Baseline baseline)
    {
        foreach (string measure in (string[])["loss", "accuracy"])
        {
            double[] epochs = [.. baseline.History.Select(epoch => (double)epoch.Epoch)];
            yield return (
                $"baseline-{measure}",
                new LineChart
                {
                    Title = $"Baseline: {measure} by epoch",
                    XLabel = "epoch",
                    YLabel = measure,
                    Curves =
                    [
                        new("training", epochs, [.. baseline.History.Select(epoch => epoch.Metrics[measure])]),
                        new("test", epochs, [.. baseline.History.Select(epoch => epoch.Metrics[$"val_{measure}"])]) { IsDashed = true },
                    ],
                },
                $"The baseline's {measure}; training figures are means over each epoch, with dropout, while the weights still move.");
        }
    }

    public static IEnumerable<(string Name, Chart Plot, string Caption)> Of(Outcome outcome)
    {
        foreach (var picture in LearningCurves.Of(outcome))
        {
            yield return picture;
        }

        string[] hyperparameters = [.. outcome.Section.Grid.Names];
        if (hyperparameters is ["batch_size"])
        {
            yield return Against(outcome, hyperparameters[0], "loss", candidate => candidate.Losses);
            yield return Against(outcome, hyperparameters[0], "accuracy", candidate => candidate.Accuracies);
        }
        else if (hyperparameters.Length == 2 && outcome.Section.Draws is null)
        {
            yield return HeatMap(outcome, hyperparameters[0], hyperparameters[1]);
        }

        if (outcome is { Candidates.Count: > 1, Intervals: not null })
        {
            yield return Intervals(outcome);
        }
    }

    /// <summary>The searches over all hyperparameters beside each other, where there is more than one.</summary>
    public static IEnumerable<(string Name, Chart Plot, string Caption)> Compared(NotebookResults results)
    {
        const double Shown = 0.01; // below the worst of the ends: first trials may be at chance, and would flatten the rest
        var courses = Conclusions.Courses(results).ToList();
        if (courses.Count > 1)
        {
            double least = courses.Min(course => course.Steps[^1].Best) - Shown;
            var plot = new LineChart
            {
                Title = "Best accuracy by epochs trained",
                XLabel = "epochs trained, all folds",
                YLabel = "accuracy",
                Curves = [.. courses.Select(course => Stairs(course.Name, [.. course.Steps.Where(step => step.Best >= least)]))],
            };
            yield return (
                "searches",
                plot,
                "The best held-out accuracy so far against the epochs each search trained, as if it were alone; from where it comes "
                + "near the ends.");
        }
    }

    /// <summary>A best so far stays what it was until the next one is found.</summary>
    private static Curve Stairs(string name, List<(int Epochs, double Best)> steps)
    {
        var corners = steps.Zip(steps.Skip(1))
            .SelectMany(pair => ((int Epochs, double Best)[])[pair.First, (pair.Second.Epochs, pair.First.Best)]).Concat(steps.TakeLast(1))
                .ToList();
        return new(name, [.. corners.Select(corner => (double)corner.Epochs)], [.. corners.Select(corner => corner.Best)]);
    }

    private static (string Name, Chart Plot, string Caption) Against(
        Outcome outcome, string parameter, string measure, Func<Candidate, double[]> folds)
    {
        var candidates = outcome.Candidates.Where(candidate => candidate.Error.Length == 0)
            .OrderBy(candidate => candidate.Parameters[parameter].As<double>()).ToList();
        double[] x = [.. candidates.Select(candidate => candidate.Parameters[parameter].As<double>())];
        var plot = new LineChart
        {
            Title = $"{outcome.Section.Title}: {measure}",
            XLabel = parameter,
            YLabel = $"held-out {measure}",
            Curves =
            [
                new("mean over folds", x, [.. candidates.Select(candidate => folds(candidate).Average())])
                {
                    Low = [.. candidates.Select(candidate => folds(candidate).Min())],
                    High = [.. candidates.Select(candidate => folds(candidate).Max())],
                },
            ],
        };
        return (
            $"{outcome.Section.Name}-{measure}",
            plot,
            $"Held-out {measure} against {parameter}; bars reach from the worse fold to the better.");
    }

    private static (string Name, Chart Plot, string Caption) HeatMap(Outcome outcome, string row, string column)
    {
        string[] rows = Values(outcome, row), columns = Values(outcome, column);
        var plot = new HeatMapChart
        {
            Title = $"{outcome.Section.Title}: accuracy",
            XLabel = column,
            YLabel = row,
            Rows = rows,
            Columns = columns,
            Values = [.. rows.Select(r => columns.Select(c => AccuracyAt(r, c)).ToArray())],
        };
        return ($"{outcome.Section.Name}-accuracy", plot, "Held-out accuracy, mean over folds.");

        double AccuracyAt(string r, string c) =>
            outcome.Candidates.FirstOrDefault(candidate => At(candidate, row) == r && At(candidate, column) == c)?.Accuracy ?? double.NaN;
    }

    /// <summary>The candidates, best first; those that are not the best are pale.</summary>
    public static DotChart Intervals(Section section, SearchResult result) =>
        CvIntervals.Of(result, MostCandidates, Label) with { Title = $"{section.Title}: how sure" };

    private static (string Name, Chart Plot, string Caption) Intervals(Outcome outcome)
    {
        string which = outcome.Candidates.Count > MostCandidates ? $", the best {MostCandidates} of {outcome.Candidates.Count}" : "";
        string verdict = outcome.Statistics is { Warning: "" }
            ? "; a candidate whose bar reaches the highest may be the truly best, pale ones are not, at a nominal confidence of 95 % for "
                + "all together."
            : ". Which of them is the best can't be told from this evidence.";
        return ($"{outcome.Section.Name}-intervals", outcome.Intervals!, $"Held-out accuracy{which}, mean over folds{verdict}");
    }

    /// <summary>
    /// A short name: all parameters where they are few, else the rank, by which it is found in the table, and what tells most.
    /// </summary>
    private static string Label(CandidateResult candidate) => candidate.Parameters.Count <= 2
        ? candidate.Parameters.ToDisplayString()
        : $"#{candidate.Rank["accuracy"]} "
            + string.Join(", ", _telling.Select(parameter => candidate.Parameters[parameter].ToDisplayString()));

    private static string[] Values(Outcome outcome, string parameter) =>
    [.. outcome.Candidates.Select(candidate => At(candidate, parameter)).Distinct()];

    private static string At(Candidate candidate, string parameter) => candidate.Parameters[parameter].ToDisplayString();
}

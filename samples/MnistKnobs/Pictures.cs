using Trimtab.Charts;
using Trimtab.Files;
using Trimtab.Plots;

namespace MnistKnobs;

/// <summary>The pictures of a section as plain data, and as SVG files.</summary>
internal static class Pictures
{
    public static async Task WriteAsync(Findings findings)
    {
        foreach (var (name, plot, _) in Of(findings))
        {
            await AtomicFile.WriteAsync(Path.Combine(findings.Settings.Output, $"{name}.svg"), SvgRenderer.Render(plot)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<(string Name, PlotModel Plot, string Caption)> Of(Findings findings) =>
        (findings.Baseline is { } baseline ? Of(baseline) : []).Concat(findings.Outcomes.SelectMany(Of)).Concat(Compared(findings));

    /// <summary>Loss and accuracy by epoch, training beside test.</summary>
    public static IEnumerable<(string Name, PlotModel Plot, string Caption)> Of(Baseline baseline)
    {
        foreach (string measure in (string[])["loss", "accuracy"])
        {
            double[] epochs = [.. baseline.History.Select(epoch => (double)epoch.Epoch)];
            yield return (
                $"baseline-{measure}",
                new LinePlot
                {
                    Title = $"Baseline: {measure} by epoch",
                    XLabel = "epoch",
                    YLabel = measure,
                    Curves =
                    [
                        new("training", epochs, [.. baseline.History.Select(epoch => epoch.Measures[measure])]),
                        new("test", epochs, [.. baseline.History.Select(epoch => epoch.Measures[$"val_{measure}"])]) { IsDashed = true },
                    ],
                },
                $"The baseline's {measure}; training figures are means over each epoch, with dropout, while the weights still move.");
        }
    }

    public static IEnumerable<(string Name, PlotModel Plot, string Caption)> Of(Outcome outcome)
    {
        string[] knobs = [.. outcome.Section.Grid.Names];
        if (knobs is ["epochs"] or ["batch_size"])
        {
            yield return Against(outcome, knobs[0], "loss", candidate => candidate.Losses);
            yield return Against(outcome, knobs[0], "accuracy", candidate => candidate.Accuracies);
        }
        else if (knobs.Length == 2 && outcome.Section.Draws is null)
        {
            yield return HeatMap(outcome, knobs[0], knobs[1]);
        }

        if (outcome.Candidates.Count > 1)
        {
            yield return Intervals(outcome);
        }

        if (outcome.Best is { Curve.Count: > 1 })
        {
            yield return Training(outcome);
        }
    }

    /// <summary>The searches over all knobs beside each other, where there is more than one.</summary>
    public static IEnumerable<(string Name, PlotModel Plot, string Caption)> Compared(Findings findings)
    {
        const double Shown = 0.01; // below the worst of the ends: first trials may be at chance, and would flatten the rest
        var courses = Conclusions.Courses(findings).ToList();
        if (courses.Count > 1)
        {
            double least = courses.Min(course => course.Steps[^1].Best) - Shown;
            var plot = new LinePlot
            {
                Title = "Best accuracy by epochs trained",
                XLabel = "epochs trained, all folds",
                YLabel = "accuracy",
                Curves = [.. courses.Select(course => (course.Name, Steps: course.Steps.Where(step => step.Best >= least).ToList())).Select(course => new Curve(course.Name, [.. course.Steps.Select(step => (double)step.Epochs)], [.. course.Steps.Select(step => step.Best)]))],
            };
            yield return ("searches", plot, "The best held-out accuracy so far against the epochs each search trained, as if it were alone; from where it comes near the ends.");
        }
    }

    private static (string Name, PlotModel Plot, string Caption) Against(Outcome outcome, string knob, string measure, Func<Candidate, double[]> folds)
    {
        var candidates = outcome.Candidates.Where(candidate => candidate.Error.Length == 0).OrderBy(candidate => candidate.Parameters[knob].As<double>()).ToList();
        double[] x = [.. candidates.Select(candidate => candidate.Parameters[knob].As<double>())];
        var plot = new LinePlot
        {
            Title = $"{outcome.Section.Title}: {measure}",
            XLabel = knob,
            YLabel = $"{measure} over folds",
            Curves =
            [
                new("mean over folds", x, [.. candidates.Select(candidate => folds(candidate).Average())])
                {
                    Low = [.. candidates.Select(candidate => folds(candidate).Min())],
                    High = [.. candidates.Select(candidate => folds(candidate).Max())],
                },
            ],
        };
        return ($"{outcome.Section.Name}-{measure}", plot, $"Held-out {measure} against {knob}; bars reach from the worse fold to the better.");
    }

    private static (string Name, PlotModel Plot, string Caption) HeatMap(Outcome outcome, string row, string column)
    {
        string[] rows = Values(outcome, row), columns = Values(outcome, column);
        var plot = new HeatMapPlot
        {
            Title = $"{outcome.Section.Title}: accuracy",
            XLabel = column,
            YLabel = row,
            Rows = rows,
            Columns = columns,
            Values = [.. rows.Select(r => columns.Select(c => outcome.Candidates.FirstOrDefault(candidate => At(candidate, row) == r && At(candidate, column) == c)?.Accuracy ?? double.NaN).ToArray())],
        };
        return ($"{outcome.Section.Name}-accuracy", plot, "Held-out accuracy, mean over folds.");
    }

    /// <summary>The candidates, best first, with the error of their means; those that can be told apart from the best are pale.</summary>
    private static (string Name, PlotModel Plot, string Caption) Intervals(Outcome outcome)
    {
        const int Most = 15;
        var shown = outcome.Candidates.OrderBy(candidate => candidate.Rank).Take(Most).ToList();
        var plot = new DotPlot
        {
            Title = $"{outcome.Section.Title}: how sure",
            XLabel = "accuracy",
            Categories = [.. shown.Select(candidate => Label(candidate, outcome))],
            Values = [.. shown.Select(candidate => candidate.Accuracy)],
            Low = [.. shown.Select(candidate => candidate.Accuracy - candidate.StandardError)],
            High = [.. shown.Select(candidate => candidate.Accuracy + candidate.StandardError)],
            Highlight = outcome.Best is { } best ? shown.IndexOf(best) : null,
            Pale = [.. shown.Index().Where(item => !outcome.IsTied(item.Item)).Select(item => item.Index)],
        };
        string which = outcome.Candidates.Count > Most ? $", the best {Most}" : "";
        return ($"{outcome.Section.Name}-intervals", plot, $"Held-out accuracy{which}: mean over folds and its standard error. Pale ones are worse than the best, at 95 %; the others can't be told apart from it.");
    }

    private static (string Name, PlotModel Plot, string Caption) Training(Outcome outcome)
    {
        // Shorter trainings of the same settings are beginnings of the longest one.
        var ranked = outcome.Candidates
            .Where(candidate => candidate.Curve.Count > 1)
            .GroupBy(candidate => candidate.Parameters.Without("epochs"))
            .Select(same => same.MaxBy(candidate => candidate.Curve.Count)!)
            .OrderBy(candidate => candidate.Rank)
            .Take(5);
        var plot = new LinePlot
        {
            Title = $"{outcome.Section.Title}: training loss of the best",
            XLabel = "epoch",
            YLabel = "training loss",
            Curves = [.. ranked.Select(candidate => new Curve(ShortLabel(candidate, outcome), [.. candidate.Curve.Select(point => (double)point.Epoch)], [.. candidate.Curve.Select(point => point.Loss)]))],
        };
        return ($"{outcome.Section.Name}-training", plot, $"Training loss by epoch of the best candidates by {string.Join(", ", outcome.Section.Grid.Names)} (five at most), mean over folds.");
    }

    /// <summary>The value where one knob is searched, else a short list of all.</summary>
    private static string Label(Candidate candidate, Outcome outcome) => outcome.Section.Grid.Names.Count switch
    {
        1 => At(candidate, outcome.Section.Grid.Names[0]),
        2 => $"{At(candidate, outcome.Section.Grid.Names[0])}, {At(candidate, outcome.Section.Grid.Names[1])}",
        _ => $"{At(candidate, "optimizer")}, {At(candidate, "activation")}, {At(candidate, "init_mode")}",
    };

    /// <summary>As short as a legend needs.</summary>
    private static string ShortLabel(Candidate candidate, Outcome outcome) => outcome.Section.Grid.Names.Count > 2
        ? $"{At(candidate, "optimizer")}, {At(candidate, "activation")}"
        : Label(candidate, outcome);

    private static string[] Values(Outcome outcome, string knob) => [.. outcome.Candidates.Select(candidate => At(candidate, knob)).Distinct()];

    private static string At(Candidate candidate, string knob) => candidate.Parameters[knob].ToDisplayString();
}

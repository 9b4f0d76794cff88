using Trimtab.Charts;
using Trimtab.Files;
using Trimtab.Statistics;

namespace MnistNotebook;

/// <summary>The report to keep: everything found so far, in one page.</summary>
internal static class ReportPage
{
    public static Task WriteAsync(NotebookResults results) =>
        AtomicFile.WriteAsync(Path.Combine(results.Settings.Output, "report.html"), Page(results).ToHtml());

    private static HtmlReport Page(NotebookResults results)
    {
        var (settings, images) = (results.Settings, results.Digits.Images);
        var page = new HtmlReport("Seven hyperparameters of a small net")
        {
            Subtitle = $"{images.Name}, {string.Join(" against ", images.ClassNames)}: {Figure.Count(images.Train.Count)} training and "
                + $"{Figure.Count(images.Test.Count)} test images, {Figure.Folds(settings)}, seed {settings.Seed}.",
        };
        if (results.Digits.Notice.Length > 0)
        {
            page.Notice($"{results.Digits.Notice} {results.Digits.Why}".Trim());
        }

        if (results.ToCome is { Length: > 0 } toCome)
        {
            page.Notice(toCome);
        }

        page.KeyFigures([.. KeyFigures(results)]);
        if (results.Outcomes.Count > 0)
        {
            page.Section("What came of it", section => Summary(section, results));
            page.Section("What was planned", section => section.Table(NotebookPlan.Columns, results.Plan.Rows()));
            page.Section(
                "What was deduced of the seed notebook",
                section => section.Table(["part", "where the notebook leaves it open"], Deduced(results)));
        }

        if (results.Baseline is { } baseline)
        {
            page.Section("Baseline", section => Write(section, baseline));
        }

        foreach (var outcome in results.Outcomes)
        {
            page.Section(outcome.Section.Title, section => Write(section, outcome));
        }

        return page;
    }

    private static IEnumerable<(string Label, string Value, string Note)> KeyFigures(NotebookResults results)
    {
        if (results.Baseline is { } baseline)
        {
            string ofTheSeed = results.IsComparable
                ? $"; the seed has {Figure.Score(Baseline.SeedAccuracy)} and {Figure.Score(Baseline.SeedLoss)}"
                : "";
            yield return (
                "Baseline, test accuracy", Figure.Score(baseline.Accuracy), $"loss {Figure.Score(baseline.Loss)}{ofTheSeed}");
        }

        var withBest = results.Outcomes.Where(outcome => outcome.Best is not null);
        if (withBest.MaxBy(outcome => outcome.Best!.Accuracy) is { Best: { } best } section)
        {
            yield return (
                "Best accuracy over folds", Figure.Score(best.Accuracy), $"{section.Section.Name}: {best.Parameters.ToDisplayString()}");
            yield return (
                "The same candidate on the test images", Figure.Score(section.TestAccuracy), "trained again on all training images");
        }

        yield return (
            "Took",
            Figure.Seconds(results.Elapsed.TotalSeconds),
            $"{Figure.Count(results.Ours.Sum(outcome => outcome.Cost.EpochsTrained))} epochs of cross-validation for "
            + $"{Figure.Count(results.Ours.Sum(outcome => outcome.Cost.Epochs))} asked, {results.Settings.Workers} workers");
    }

    private static string MayBeBest(Comparison? comparison) => comparison?.Verdict switch
    {
        Verdict.MayBeBest => "yes",
        Verdict.NotBest => "no",
        _ => "can't tell",
    };

    private static IEnumerable<string[]> Deduced(NotebookResults results)
    {
        string ours = results.Settings is { Folds: 2, Repeats: 1, Stratified: false }
            ? "So it is here."
            : $"Here there are {Figure.Folds(results.Settings)}.";
        yield return
        [
            "every search",
            "cv=2 means two folds in the data's order there: scikit-learn stratifies for its own classifiers only, and Keras's wrapper is "
            + $"none to it. {ours}",
        ];
        yield return
        [
            "every search",
            $"The notebook sets no seed. Here it is {results.Settings.Seed}, and every candidate sees the same draws on the same fold.",
        ];
        foreach (var outcome in results.Outcomes.Where(outcome => outcome.Section.Deduced.Length > 0))
        {
            yield return [outcome.Section.Name, outcome.Section.Deduced];
        }
    }

    private static void Summary(ReportSection section, NotebookResults results)
    {
        section.Table(Conclusions.Columns(results), Conclusions.Rows(results));
        section.Paragraph(Conclusions.WhatFiguresAre(results));
        foreach (string sentence in Conclusions.Sentences(results))
        {
            section.Paragraph(sentence);
        }

        foreach (var (_, plot, caption) in Pictures.Compared(results))
        {
            section.Figure(plot, caption);
        }

        section.Paragraph(Conclusions.Cost(results));
    }

    private static void Write(ReportSection section, Baseline baseline)
    {
        section.Paragraph(
            $"Test loss {Figure.Score(baseline.Loss)}, test accuracy {Figure.Score(baseline.Accuracy)}; "
            + $"{Figure.Seconds(baseline.Elapsed.TotalSeconds)}.");
        foreach (var (_, plot, caption) in Pictures.Of(baseline))
        {
            section.Figure(plot, caption);
        }
    }

    private static void Write(ReportSection section, Outcome outcome)
    {
        foreach (string remark in ((string[])[outcome.Section.Note, outcome.Section.Deduced]).Where(remark => remark.Length > 0))
        {
            section.Paragraph(remark);
        }

        string best = outcome.Best is { } winner
            ? $"The best parameters are {winner.Parameters.ToDisplayString()}. The best accuracy is {Figure.Score(winner.Accuracy)}. "
            : "No candidate finished. ";
        string incomplete = outcome.IsComplete ? "" : " Interrupted: not all candidates were tried.";
        section.Paragraph($"{best}{Figure.CostOf(outcome)}.{incomplete}");
        foreach (string line in outcome.Summary.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            section.Paragraph(line);
        }

        foreach (var (_, plot, caption) in Pictures.Of(outcome))
        {
            section.Figure(plot, caption);
        }

        var ranked = outcome.Candidates.OrderBy(candidate => candidate.Rank).ToList();
        string[] hyperparameters = [.. outcome.Section.Grid.Names];
        bool failed = ranked.Any(candidate => candidate.Error.Length > 0);
        section.Table(
            [.. hyperparameters, "accuracy", "± std", "loss", "rank", "may be the best", "a fit", .. failed ? (string[])["error"] : []],
            ranked.Select(candidate => (string[])
            [
                .. hyperparameters.Select(parameter => candidate.Parameters[parameter].ToDisplayString()),
                Figure.Score(candidate.Accuracy),
                Figure.Spread(candidate.Spread),
                Figure.Score(candidate.Loss),
                candidate.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture),
                MayBeBest(outcome.ComparisonOf(candidate)),
                Figure.Seconds(candidate.FitSeconds),
                .. failed ? (string[])[candidate.Error] : [],
            ]),
            outcome.Best is { } highlighted ? ranked.IndexOf(highlighted) : null);
    }
}

using Trimtab.Charts;
using Trimtab.Files;
using Trimtab.Statistics;

namespace MnistNotebook;

/// <summary>The report to keep: everything found so far, in one page.</summary>
internal static class ReportPage
{
    public static Task WriteAsync(Findings findings) => AtomicFile.WriteAsync(Path.Combine(findings.Settings.Output, "report.html"), Page(findings).ToHtml());

    private static HtmlReport Page(Findings findings)
    {
        var (settings, images) = (findings.Settings, findings.Digits.Images);
        var page = new HtmlReport("Seven hyperparameters of a small net")
        {
            Subtitle = $"{images.Name}, {string.Join(" against ", images.ClassNames)}: {Figure.Count(images.Train.Count)} training and {Figure.Count(images.Test.Count)} test images, {Figure.Folds(settings)}, seed {settings.Seed}.",
        };
        if (findings.Digits.Notice.Length > 0)
        {
            page.Notice($"{findings.Digits.Notice} {findings.Digits.Why}".Trim());
        }

        if (findings.ToCome is { Length: > 0 } toCome)
        {
            page.Notice(toCome);
        }

        page.KeyFigures([.. KeyFigures(findings)]);
        if (findings.Outcomes.Count > 0)
        {
            page.Section("What came of it", section => Summary(section, findings));
            page.Section("What was planned", section => section.Table(NotebookPlan.Columns, findings.Plan.Rows()));
            page.Section("What was deduced of the seed notebook", section => section.Table(["part", "where the notebook leaves it open"], Deduced(findings)));
        }

        if (findings.Baseline is { } baseline)
        {
            page.Section("Baseline", section => Write(section, baseline));
        }

        foreach (var outcome in findings.Outcomes)
        {
            page.Section(outcome.Section.Title, section => Write(section, outcome));
        }

        return page;
    }

    private static IEnumerable<(string Label, string Value, string Note)> KeyFigures(Findings findings)
    {
        if (findings.Baseline is { } baseline)
        {
            yield return ("Baseline, test accuracy", Figure.Score(baseline.Accuracy), $"loss {Figure.Score(baseline.Loss)}{(findings.IsComparable ? $"; the seed has {Figure.Score(Baseline.SeedAccuracy)} and {Figure.Score(Baseline.SeedLoss)}" : "")}");
        }

        if (findings.Outcomes.Where(outcome => outcome.Best is not null).MaxBy(outcome => outcome.Best!.Accuracy) is { Best: { } best } section)
        {
            yield return ("Best accuracy over folds", Figure.Score(best.Accuracy), $"{section.Section.Name}: {best.Parameters.ToDisplayString()}");
            yield return ("The same candidate on the test images", Figure.Score(section.TestAccuracy), "trained again on all training images");
        }

        yield return ("Took", Figure.Seconds(findings.Elapsed.TotalSeconds), $"{Figure.Count(findings.Ours.Sum(outcome => outcome.Cost.EpochsTrained))} epochs of cross-validation for {Figure.Count(findings.Ours.Sum(outcome => outcome.Cost.Epochs))} asked, {findings.Settings.Workers} workers");
    }

    private static string MayBeBest(Comparison? comparison) => comparison?.Verdict switch
    {
        Verdict.MayBeBest => "yes",
        Verdict.NotBest => "no",
        _ => "can't tell",
    };

    private static IEnumerable<string[]> Deduced(Findings findings)
    {
        string ours = findings.Settings is { Folds: 2, Repeats: 1, Stratified: false } ? "So it is here." : $"Here there are {Figure.Folds(findings.Settings)}.";
        yield return ["every search", $"cv=2 means two folds in the data's order there: scikit-learn stratifies for its own classifiers only, and Keras's wrapper is none to it. {ours}"];
        yield return ["every search", $"The notebook sets no seed. Here it is {findings.Settings.Seed}, and every candidate sees the same draws on the same fold."];
        foreach (var outcome in findings.Outcomes.Where(outcome => outcome.Section.Deduced.Length > 0))
        {
            yield return [outcome.Section.Name, outcome.Section.Deduced];
        }
    }

    private static void Summary(ReportSection section, Findings findings)
    {
        section.Table(Conclusions.Columns(findings), Conclusions.Rows(findings));
        section.Paragraph(Conclusions.WhatFiguresAre(findings));
        foreach (string sentence in Conclusions.Sentences(findings))
        {
            section.Paragraph(sentence);
        }

        foreach (var (_, plot, caption) in Pictures.Compared(findings))
        {
            section.Figure(plot, caption);
        }

        section.Paragraph(Conclusions.Cost(findings));
    }

    private static void Write(ReportSection section, Baseline baseline)
    {
        section.Paragraph($"Test loss {Figure.Score(baseline.Loss)}, test accuracy {Figure.Score(baseline.Accuracy)}; {Figure.Seconds(baseline.Elapsed.TotalSeconds)}.");
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

        string best = outcome.Best is { } winner ? $"The best parameters are {winner.Parameters.ToDisplayString()}. The best accuracy is {Figure.Score(winner.Accuracy)}. " : "No candidate finished. ";
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
                .. hyperparameters.Select(parameter => candidate.Parameters[parameter].ToDisplayString()), Figure.Score(candidate.Accuracy), Figure.Spread(candidate.Spread),
                Figure.Score(candidate.Loss), candidate.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), MayBeBest(outcome.ComparisonOf(candidate)), Figure.Seconds(candidate.FitSeconds), .. failed ? (string[])[candidate.Error] : [],
            ]),
            outcome.Best is { } highlighted ? ranked.IndexOf(highlighted) : null);
    }
}

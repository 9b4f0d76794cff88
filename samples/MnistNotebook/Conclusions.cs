using Trimtab.Data;
using Trimtab.Statistics;

namespace MnistNotebook;

/// <summary>Our figures beside the seed notebook's, and what it concluded held against them.</summary>
internal static class Conclusions
{
    /// <summary>With the seed notebook's figures only where ours can be held against them.</summary>
    public static string[] Columns(Findings findings) =>
        ["part", "best", "accuracy over folds", "on the test images", .. findings.IsComparable ? (string[])["seed notebook", "difference, in standard errors of a difference"] : [], "took"];

    public static IEnumerable<string[]> Rows(Findings findings)
    {
        if (findings.Baseline is { } baseline)
        {
            yield return
            [
                "baseline", $"Adadelta, {Baseline.Epochs(findings.Settings)} epochs", "", $"{Figure.Score(baseline.Accuracy)} (loss {Figure.Score(baseline.Loss)})",
                .. findings.IsComparable ? (string[])[$"{Figure.Score(Baseline.SeedAccuracy)} (loss {Figure.Score(Baseline.SeedLoss)})", ""] : [],
                Took(baseline.Elapsed, baseline.IsFromBefore),
            ];
        }

        foreach (var outcome in findings.Outcomes)
        {
            double ours = outcome.Best?.Accuracy ?? double.NaN;
            yield return
            [
                outcome.Section.Name + (outcome.IsComplete ? "" : ", in part"), outcome.Best?.Parameters.ToDisplayString() ?? "–", Figure.Score(ours), Figure.Score(outcome.TestAccuracy),
                .. findings.IsComparable ? BesideTheSeed(outcome, findings) : [],
                Took(outcome.Cost.Elapsed, outcome.IsFromBefore),
            ];
        }
    }

    private static string[] BesideTheSeed(Outcome outcome, Findings findings) => outcome is { Section.SeedScore: { } seed, Best: { } best }
        ? [Figure.Score(seed), Figure.InStandardErrors(best.Accuracy - seed, Figure.StandardErrorOfDifference(StandardError(findings, outcome), OfImages(findings, seed)))]
        : [outcome.Section.SeedScore is { } score ? Figure.Score(score) : "", ""];

    private static string Took(TimeSpan elapsed, bool isFromBefore) => Figure.Seconds(elapsed.TotalSeconds) + (isFromBefore ? ", before" : "");

    /// <summary>How the table is to be read.</summary>
    public static string WhatFiguresAre(Findings findings)
    {
        int images = findings.Digits.Images.Train.Count;
        double best = findings.Outcomes.Select(outcome => outcome.Best?.Accuracy ?? double.NaN).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        string error = double.IsFinite(best) ? Invariant($" The standard error of an accuracy of {best:F4} on {images:N0} images is {Figure.StandardError(best, images):F4} from the choice of images alone; folds and training add to it, and where a section can tell, it says the whole. Folds that coincide have no ± std.") : "";
        string seed = findings.IsComparable ? " The seed notebook's figures are one run without a seed." : "";
        return $"Accuracy is the mean over {Figure.Folds(findings.Settings)} of the training images; on the test images it is that of the best candidate, trained again on all training images.{error}{seed}";
    }

    /// <summary>What was asked against what was trained, what was foreseen against what it took.</summary>
    public static string Cost(Findings findings) => findings.Ours.Any() || findings.Baseline is { IsFromBefore: false }
        ? $"This run: {Figure.Count(findings.Ours.Sum(outcome => outcome.Cost.Epochs))} epochs asked for, {Figure.Count(findings.Ours.Sum(outcome => outcome.Cost.EpochsTrained))} trained; foreseen {findings.Foreseen}{(findings.IsComplete ? "" : " for all of them")}, took {Figure.Seconds(findings.Elapsed.TotalSeconds)}{(findings.IsComplete ? "" : " until it was interrupted")} with {findings.Settings.Workers} workers."
        : "This run trained nothing.";

    /// <summary>The seed's claims, each with what our figures say.</summary>
    public static IEnumerable<string> Sentences(Findings findings)
    {
        if (findings["joint"] is { IsComplete: true, Best: { } grid } joint && findings["random"] is { IsComplete: true, Best: { } draw } random)
        {
            double cost = (double)joint.Cost.Epochs / random.Cost.Epochs;
            string verdict = VerdictOn(grid.Accuracy - draw.Accuracy, Figure.StandardErrorOfDifference(StandardError(findings, joint), StandardError(findings, random)), "random search");
            yield return Invariant($"Does the grid beat random search? {verdict}; the grid trained {cost:F1} times as many epochs.{(findings.IsComparable ? " In the seed notebook: by 0.00164." : "")}");
        }

        if (findings["epochs"] is { IsComplete: true, Best: { } longest } epochs)
        {
            var shortest = epochs.Candidates.OrderBy(candidate => candidate.Parameters["epochs"].As<int>()).First();
            yield return Invariant($"More epochs help? {shortest.Parameters.ToDisplayString()}: {shortest.Accuracy:F5}; the best, {longest.Parameters.ToDisplayString()}: {longest.Accuracy:F5}; {VerdictOn(epochs, shortest)}.{(findings.IsComparable ? " The seed notebook's best is 40." : "")}");
        }

        if (findings["init"] is { } init && init.Candidates.FirstOrDefault(candidate => candidate.Parameters["init_mode"].As<string>() == "zero") is { } zero)
        {
            double larger = LargerClass(findings.Digits.Images.Train);
            string verdict = zero.Accuracy <= larger ? Invariant($"no better than the larger class's share of {larger:F5}: a net of zeros can't learn") : Invariant($"where the larger class's share is {larger:F5}");
            yield return Invariant($"Is 'zero' the best initialization, as the seed notebook says? Here every layer gets it, and it scores {zero.Accuracy:F5}, {verdict}. It never passes init_mode to its layers.");
        }

        if (findings["all"] is { Best: not null } all)
        {
            yield return Guided(findings, all);
        }
    }

    /// <summary>The guided search beside chance and beside one parameter at a time, after as many epochs as the shortest of them trained.</summary>
    private static string Guided(Findings findings, Outcome all)
    {
        var courses = Courses(findings).ToList();
        int epochs = courses.Min(course => course.Steps[^1].Epochs);
        string figures = string.Join("; ", courses.Select(course => $"{course.Name} {Figure.Score(Course.BestAt(course.Steps, epochs))}"));
        string compared = courses.Count == 1 || findings.Outcomes.Any(outcome => !outcome.IsComplete) ? ""
            : $"Does guidance help? Best accuracy after {Figure.Count(epochs)} epochs of training, each search on its own: {figures}. {VerdictOn(findings, courses, epochs)}. ";
        string ended = $"{(all.Ended == 0 ? "none" : Figure.Count(all.Ended))} of them ended early by {findings.Settings.Pruner}";
        string trials = all.IsComplete ? $"In all, {Figure.Count(all.Tried)}" : $"So far, {Figure.Count(all.Tried)} of {all.Section.Trials}";
        string took = all.IsComplete ? $"took {Figure.Count(courses[0].Steps[^1].Epochs)} epochs and " : "";
        return $"{compared}{trials} trials suggested by {findings.Settings.Sampler}, {ended}, {took}found {Figure.Score(all.Best!.Accuracy)} with {all.Best.Parameters.ToDisplayString()}.";
    }

    private static string VerdictOn(Findings findings, List<(string Name, IReadOnlyList<(int Epochs, double Best)> Steps)> courses, int epochs)
    {
        double guided = Course.BestAt(courses[0].Steps, epochs);
        var other = courses.Skip(1).MaxBy(course => Course.BestAt(course.Steps, epochs));
        double best = Course.BestAt(other.Steps, epochs);
        return VerdictOn(guided - best, Figure.StandardErrorOfDifference(OfImages(findings, guided), OfImages(findings, best)), $"the search {other.Name}");
    }

    /// <summary>What a gain is worth that was measured as a difference of two accuracies.</summary>
    private static string VerdictOn(double gain, double error, string other) => gain switch
    {
        double.NaN => "That can't be told: nothing had come to its end",
        <= 0 => $"No: {other} found as good a candidate",
        _ when !(error > 0) => Invariant($"By {gain:F5}, whose standard error is not known"),
        _ => Invariant($"By {gain:F5}, which is {gain / error:F1} standard errors of such a difference{(gain < 2 * error ? ", so chance may have done it" : "")}"),
    };

    private static string VerdictOn(Outcome epochs, Candidate shortest) => shortest == epochs.Best ? "no, the fewest are the best" : epochs.ComparisonOf(shortest)?.Verdict switch
    {
        Verdict.NotBest => "yes, at 95 % confidence",
        Verdict.MayBeBest => "chance may have done it, for the fewest may be the best, too",
        _ => "these folds can't tell",
    };

    /// <summary>How the best accuracy rose with the epochs trained: guided, at random, one parameter at a time.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<(int Epochs, double Best)> Steps)> Courses(Findings findings)
    {
        if (findings["all"] is { Course.Count: > 0 } all)
        {
            yield return ("guided", all.Course);
        }

        if (findings["blind"] is { Course.Count: > 0 } blind)
        {
            yield return ("at random", blind.Course);
        }

        var single = findings.Outcomes.Where(outcome => outcome.Section.Grid.Names.Count == 1 && outcome.Course.Count > 0).ToList();
        if (single.Count > 1)
        {
            yield return ("parameter by parameter", Course.Join(single.Select(outcome => outcome.Course)));
        }
    }

    private static double LargerClass(Dataset train) => train.Labels().CountBy(label => label).Max(count => (double)count.Value / train.Count);

    /// <summary>Of a search's best accuracy: what its folds show, and no less than what the choice of images makes.</summary>
    private static double StandardError(Findings findings, Outcome outcome)
    {
        double ofImages = OfImages(findings, outcome.Best!.Accuracy);
        return outcome.Statistics?.StandardError is { } ofFolds && ofFolds > ofImages ? ofFolds : ofImages;
    }

    /// <summary>Of an accuracy over all training images, each of which is held out once.</summary>
    private static double OfImages(Findings findings, double accuracy) => Figure.StandardError(accuracy, findings.Digits.Images.Train.Count);
}

using Trimtab.Data;
using Trimtab.Statistics;

namespace MnistNotebook;

/// <summary>Our figures beside the seed notebook's, and what it concluded held against them.</summary>
internal static class Conclusions
{
    /// <summary>With the seed notebook's figures only where ours can be held against them.</summary>
    public static string[] Columns(NotebookResults results) =>

        [
            "part",
            "best",
            "accuracy over folds",
            "on the test images",
            .. results.IsComparable ? (string[])["seed notebook", "difference, in standard errors of a difference"] : [],
            "took",
        ];

    public static IEnumerable<string[]> Rows(NotebookResults results)
    {
        if (results.Baseline is { } baseline)
        {
            yield return
            [
                "baseline",
                $"Adadelta, {Baseline.Epochs(results.Settings)} epochs",
                "",
                $"{Figure.Score(baseline.Accuracy)} (loss {Figure.Score(baseline.Loss)})",
                .. results.IsComparable
                    ? (string[])[$"{Figure.Score(Baseline.SeedAccuracy)} (loss {Figure.Score(Baseline.SeedLoss)})", ""]
                    : [],
                Took(baseline.Elapsed, baseline.IsFromBefore),
            ];
        }

        foreach (var outcome in results.Outcomes)
        {
            double ours = outcome.Best?.Accuracy ?? double.NaN;
            yield return
            [
                outcome.Section.Name + (outcome.IsComplete ? "" : ", in part"), outcome.Best?.Parameters.ToDisplayString() ?? "–", Figure
                    .Score(ours), Figure.Score(outcome.TestAccuracy),
                .. results.IsComparable ? BesideTheSeed(outcome, results) : [],
                Took(outcome.Cost.Elapsed, outcome.IsFromBefore),
            ];
        }
    }

    private static string[] BesideTheSeed(Outcome outcome, NotebookResults results)
    {
        if (outcome is not { Section.SeedScore: { } seed, Best: { } best })
        {
            return [outcome.Section.SeedScore is { } score ? Figure.Score(score) : "", ""];
        }

        double error = Figure.StandardErrorOfDifference(StandardError(results, outcome), OfImages(results, seed));
        return [Figure.Score(seed), Figure.InStandardErrors(best.Accuracy - seed, error)];
    }

    private static string Took(TimeSpan elapsed, bool isFromBefore) =>
        Figure.Seconds(elapsed.TotalSeconds) + (isFromBefore ? ", before" : "");

    /// <summary>How the table is to be read.</summary>
    public static string WhatFiguresAre(NotebookResults results)
    {
        int images = results.Digits.Images.Train.Count;
        double best = results.Outcomes.Select(outcome => outcome.Best?.Accuracy ?? double.NaN).Where(double.IsFinite)
            .DefaultIfEmpty(double.NaN).Max();
        string error = double.IsFinite(best)
            ? Invariant($" The standard error of an accuracy of {best:F4} on {images:N0} images is {Figure.StandardError(best, images):F4}")
                + " from the choice of images alone; folds and training add to it, and where a section can tell, it says the whole. "
                + "Folds that coincide have no ± std."
            : "";
        string seed = results.IsComparable ? " The seed notebook's figures are one run without a seed." : "";
        return $"Accuracy is the mean over {Figure.Folds(results.Settings)} of the training images; on the test images it is that of the "
            + $"best candidate, trained again on all training images.{error}{seed}";
    }

    /// <summary>What was asked against what was trained, what was foreseen against what it took.</summary>
    public static string Cost(NotebookResults results)
    {
        if (!results.Ours.Any() && results.Baseline is not { IsFromBefore: false })
        {
            return "This run trained nothing.";
        }

        string asked = Figure.Count(results.Ours.Sum(outcome => outcome.Cost.Epochs));
        string trained = Figure.Count(results.Ours.Sum(outcome => outcome.Cost.EpochsTrained));
        var (ofWhat, until) = results.IsComplete ? ("", "") : (" for all of them", " until it was interrupted");
        return $"This run: {asked} epochs asked for, {trained} trained; foreseen {results.Foreseen}{ofWhat}, "
            + $"took {Figure.Seconds(results.Elapsed.TotalSeconds)}{until} with {results.Settings.Workers} workers.";
    }

    /// <summary>The seed's claims, each with what our figures say.</summary>
    public static IEnumerable<string> Sentences(NotebookResults results)
    {
        if (results["joint"] is { IsComplete: true, Best: { } grid } joint
            && results["random"] is { IsComplete: true, Best: { } draw } random)
        {
            double cost = (double)joint.Cost.Epochs / random.Cost.Epochs;
            string verdict = VerdictOn(
                grid.Accuracy - draw.Accuracy,
                Figure.StandardErrorOfDifference(StandardError(results, joint), StandardError(results, random)),
                "random search");
            yield return Invariant($"Does the grid beat random search? {verdict}; the grid trained {cost:F1} times as many ")
                + Invariant($"epochs.{(results.IsComparable ? " In the seed notebook: by 0.00164." : "")}");
        }

        if (results["epochs"] is { IsComplete: true, Best: { } longest } epochs)
        {
            var shortest = epochs.Candidates.OrderBy(candidate => candidate.Parameters["epochs"].As<int>()).First();
            string ofTheSeed = results.IsComparable ? " The seed notebook's best is 40." : "";
            yield return Invariant($"More epochs help? {shortest.Parameters.ToDisplayString()}: {shortest.Accuracy:F5}; the best, ")
                + Invariant($"{longest.Parameters.ToDisplayString()}: {longest.Accuracy:F5}; {VerdictOn(epochs, shortest)}.{ofTheSeed}");
        }

        if (results["init"] is { } init
            && init.Candidates.FirstOrDefault(candidate => candidate.Parameters["init_mode"].As<string>() == "zero") is { } zero)
        {
            double larger = LargerClass(results.Digits.Images.Train);
            string verdict = zero.Accuracy <= larger
                ? Invariant($"no better than the larger class's share of {larger:F5}: a net of zeros can't learn")
                : Invariant($"where the larger class's share is {larger:F5}");
            yield return "Is 'zero' the best initialization, as the seed notebook says? Here every layer gets it, and it scores "
                + Invariant($"{zero.Accuracy:F5}, {verdict}. It never passes init_mode to its layers.");
        }

        if (results["all"] is { Best: not null } all)
        {
            yield return Guided(results, all);
        }
    }

    /// <summary>
    /// The guided search beside random search and a search of one parameter at a time, after as many epochs as the shortest of them
    /// trained.
    /// </summary>
    private static string Guided(NotebookResults results, Outcome all)
    {
        var courses = Courses(results).ToList();
        int epochs = courses.Min(course => course.Steps[^1].Epochs);
        string figures = string.Join(
            "; ", courses.Select(course => $"{course.Name} {Figure.Score(BestSoFar.BestAt(course.Steps, epochs))}"));
        string compared = courses.Count == 1 || results.Outcomes.Any(outcome => !outcome.IsComplete) ? ""
            : $"Does guidance help? Best accuracy after {Figure.Count(epochs)} epochs of training, each search on its own: {figures}. "
                + $"{VerdictOn(results, courses, epochs)}. ";
        string ended = $"{(all.Ended == 0 ? "none" : Figure.Count(all.Ended))} of them ended early by {results.Settings.Pruner}";
        string trials = all.IsComplete
            ? $"In all, {Figure.Count(all.Tried)}"
            : $"So far, {Figure.Count(all.Tried)} of {all.Section.Trials}";
        string took = all.IsComplete ? $"took {Figure.Count(courses[0].Steps[^1].Epochs)} epochs and " : "";
        string found = $"found {Figure.Score(all.Best!.Accuracy)} with {all.Best.Parameters.ToDisplayString()}";
        return $"{compared}{trials} trials suggested by {results.Settings.Sampler}, {ended}, {took}{found}.";
    }

    private static string VerdictOn(
        NotebookResults results, List<(string Name, IReadOnlyList<(int Epochs, double Best)> Steps)> courses, int epochs)
    {
        double guided = BestSoFar.BestAt(courses[0].Steps, epochs);
        var other = courses.Skip(1).MaxBy(course => BestSoFar.BestAt(course.Steps, epochs));
        double best = BestSoFar.BestAt(other.Steps, epochs);
        return VerdictOn(
            guided - best,
            Figure.StandardErrorOfDifference(OfImages(results, guided), OfImages(results, best)),
            $"the search {other.Name}");
    }

    /// <summary>What a gain is worth that was measured as a difference of two accuracies.</summary>
    private static string VerdictOn(double gain, double error, string other) => gain switch
    {
        double.NaN => "That can't be told: nothing had come to its end",
        <= 0 => $"No: {other} found as good a candidate",
        _ when !(error > 0) => Invariant($"By {gain:F5}, whose standard error is not known"),
        _ => Invariant($"By {gain:F5}, which is {gain / error:F1} standard errors of such a ")
            + Invariant($"difference{(gain < 2 * error ? ", so this is within sampling error" : "")}"),
    };

    private static string VerdictOn(Outcome epochs, Candidate shortest) =>
        shortest == epochs.Best ? "no, the fewest are the best" : epochs.ComparisonOf(shortest)?.Verdict switch
        {
            Verdict.NotBest => "yes, at a nominal confidence of 95 %",
            Verdict.MayBeBest => "this is within sampling error, for the fewest may be the best, too",
            _ => "these folds can't tell",
        };

    /// <summary>How the best accuracy rose with the epochs trained: guided, at random, one parameter at a time.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<(int Epochs, double Best)> Steps)> Courses(NotebookResults results)
    {
        if (results["all"] is { BestSoFar.Count: > 0 } all)
        {
            yield return ("guided", all.BestSoFar);
        }

        if (results["random_all"] is { BestSoFar.Count: > 0 } random)
        {
            yield return ("at random", random.BestSoFar);
        }

        var single = results.Outcomes.Where(outcome => outcome.Section.Grid.Names.Count == 1 && outcome.BestSoFar.Count > 0).ToList();
        if (single.Count > 1)
        {
            yield return ("parameter by parameter", BestSoFar.Join(single.Select(outcome => outcome.BestSoFar)));
        }
    }

    private static double LargerClass(Dataset train) =>
        train.Labels().CountBy(label => label).Max(count => (double)count.Value / train.Count);

    /// <summary>Of a search's best accuracy: what its folds show, and no less than what the choice of images makes.</summary>
    private static double StandardError(NotebookResults results, Outcome outcome)
    {
        double ofImages = OfImages(results, outcome.Best!.Accuracy);
        return outcome.Statistics?.StandardError is { } ofFolds && ofFolds > ofImages ? ofFolds : ofImages;
    }

    /// <summary>Of an accuracy over all training images, each of which is held out once.</summary>
    private static double OfImages(NotebookResults results, double accuracy) =>
        Figure.StandardError(accuracy, results.Digits.Images.Train.Count);
}

using Trimtab.Plots;

namespace MnistNotebook;

/// <summary>The seed notebook's own graphs: accuracy and loss against epochs, for the candidates that are compared.</summary>
internal static class LearningCurves
{
    private const int Most = 7; // as many as there are colours

    public static IEnumerable<(string Name, Chart Plot, string Caption)> Of(Outcome outcome)
    {
        // Shorter trainings of the same settings are beginnings of the longest one.
        var trainings = outcome.Candidates
            .Where(candidate => candidate.Curve.Count > 1 && candidate.Curve.Count == candidate.Curve[^1].Epoch)
            .GroupBy(candidate => candidate.Parameters.Without("epochs"))
            .Select(same => same.MaxBy(candidate => candidate.Curve.Count)!)
            .OrderBy(candidate => candidate.Rank)
            .ToList();
        if (trainings.Count > 0)
        {
            yield return Of(outcome, trainings, "accuracy", epoch => epoch.HeldOutAccuracy, epoch => epoch.TrainingAccuracy);
            yield return Of(outcome, trainings, "loss", epoch => epoch.HeldOutLoss, epoch => epoch.TrainingLoss);
        }
    }

    private static (string Name, Chart Plot, string Caption) Of(
        Outcome outcome, List<Candidate> trainings, string measure, Func<EpochFigures, double> heldOut, Func<EpochFigures, double> training)
    {
        bool isAlone = trainings.Count == 1; // then there is room for what was measured on the way
        // In the grid's order a value keeps its colour from figure to figure.
        var shown = trainings.Take(Most)
            .OrderBy(candidate => outcome.Candidates.Index().First(item => item.Item == candidate).Index)
            .ToList();
        string[] telling = Telling(shown);
        var plot = new LineChart
        {
            Title = $"{outcome.Section.Title}: {measure} by epoch",
            XLabel = "epoch",
            YLabel = isAlone ? measure : $"held-out {measure}",
            Curves = isAlone
                ? [Curve("training", trainings[0], training), Curve("held out", trainings[0], heldOut) with { IsDashed = true }]
                : [.. shown.Select(candidate => Curve(NameOf(candidate, telling), candidate, heldOut))],
        };
        string which = isAlone ? "; training figures are means over each epoch, with dropout, while the weights still move"
            : trainings.Count > Most ? $", the best {Most} of {trainings.Count} candidates"
            : "";
        return ($"{outcome.Section.Name}-{measure}-by-epoch", plot, $"Held-out {measure} after every epoch, mean over folds{which}.");
    }

    private static Curve Curve(string name, Candidate candidate, Func<EpochFigures, double> figure) =>
        new(name, [.. candidate.Curve.Select(epoch => (double)epoch.Epoch)], [.. candidate.Curve.Select(figure)]);

    /// <summary>
    /// The fewest parameters that tell candidates apart, those with the most values first; not the epochs, which the picture shows.
    /// </summary>
    private static string[] Telling(List<Candidate> shown)
    {
        string[] names =
        [
            .. shown[0].Parameters.Keys.Where(name => name != "epochs")
                .OrderByDescending(name => shown.Select(candidate => candidate.Parameters[name]).Distinct().Count()),
        ];
        int enough = Enumerable.Range(1, names.Length).FirstOrDefault(
            count => shown.Select(candidate => NameOf(candidate, names[..count])).Distinct().Count() == shown.Count, names.Length);
        return names[..enough];
    }

    private static string NameOf(Candidate candidate, string[] telling) =>
        string.Join(", ", telling.Select(name => $"{name}={candidate.Parameters[name].ToDisplayString()}"));
}

using Trimtab.Statistics;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>
/// Trials that may be as good as the best: each was scored on the same folds, and the difference is within what folds vary by, at 95 % for
/// all together.
/// </summary>
/// <remarks>
/// A corrected t test of each trial against the best, at level 0.05/m with m the number of trials that score better, as in Hsu's multiple
/// comparisons with the best; one is left out only with all that score worse.
/// </remarks>
/// <param name="Numbers">Numbers of the trials, best first; the best is among them.</param>
/// <param name="Compared">How many trials were compared.</param>
/// <param name="Folds">On how many folds.</param>
internal sealed record TieSet(IReadOnlyList<int> Numbers, int Compared, int Folds)
{
    private const double Level = 0.05;
    private const int FewestFolds = 3;

    /// <summary>The tie set of a study of one objective; null where no two trials have reports of the same three folds or more.</summary>
    public static TieSet? Of(StudySnapshot study)
    {
        var objective = study.Objectives[0];
        var scored = study.Trials.Completed.Where(trial => trial.IsFeasible)
            .Select(trial => (Trial: trial, Scores: Scores(trial, objective)))
            .Where(item => item.Scores.Count >= FewestFolds && item.Scores.Values.All(double.IsFinite))
            .OrderByDescending(item => item.Scores.Values.Average()).ToList();
        var compared = scored.Where(item => item.Scores.Keys.SequenceEqual(scored[0].Scores.Keys)).ToList();
        if (compared.Count < 2)
        {
            return null;
        }

        int[] tied = [.. Tied(compared.ConvertAll(item => item.Scores)).Select(i => compared[i].Trial.Number)];
        return new(tied, compared.Count, compared[0].Scores.Count);
    }

    /// <summary>By fold the last report, as a score: higher is better.</summary>
    private static SortedDictionary<int, double> Scores(Trial trial, Objective objective)
    {
        var scores = new SortedDictionary<int, double>();
        foreach (var report in trial.Reports) // by fold, then by epoch
        {
            if (report.Metrics.TryGetValue(objective.Name, out double value))
            {
                scores[report.Fold] = -objective.Loss(value);
            }
        }

        return scores;
    }

    private static IEnumerable<int> Tied(List<SortedDictionary<int, double>> falling)
    {
        int folds = falling[0].Count;
        int last = 0;
        for (int i = 1; i < falling.Count; i++)
        {
            double[] differences = [.. falling[0].Values.Zip(falling[i].Values, (best, other) => best - other)];
            double p = new CorrectedTTest(differences, trainRows: folds - 1, testRows: 1).PGreater;
            last = double.IsNaN(p) || p > Level / i ? i : last;
        }

        return Enumerable.Range(0, last + 1);
    }
}

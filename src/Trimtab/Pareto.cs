namespace Trimtab;

/// <summary>Which of several are best when there is more than one objective.</summary>
internal static class Pareto
{
    /// <summary>The completed trials, constraints kept, that no other beats in every objective; by number.</summary>
    public static IReadOnlyList<Trial> Front(History history, IReadOnlyList<Objective> objectives)
    {
        var judged = history.Completed.Where(trial => trial.Violation <= 0).ToList();
        double[][] losses = [.. judged.Select(trial => LossesOf(trial, objectives))];
        return [.. judged.Where((_, i) => !losses.Any(other => Dominates(other, losses[i])))];
    }

    /// <summary>The figures of a trial so that less is better.</summary>
    public static double[] LossesOf(Trial trial, IReadOnlyList<Objective> objectives) => [.. objectives.Select(objective => objective.Loss(trial.Values[objective.Name]))];

    /// <summary>Whether <paramref name="a"/> is nowhere worse than <paramref name="b"/> and somewhere better.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        bool isBetter = false;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] > b[i])
            {
                return false;
            }

            isBetter |= a[i] < b[i];
        }

        return isBetter;
    }
}

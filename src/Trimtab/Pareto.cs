namespace Trimtab;

/// <summary>Pareto dominance between trials of several objectives.</summary>
internal static class Pareto
{
    /// <summary>The complete trials that keep the constraints and that no other trial dominates, by number.</summary>
    /// <remarks>
    /// In the order of the first objective only trials before one can dominate it; of two objectives only the last one on the front can.
    /// O(n log n) for two objectives, O(n × front) for more.
    /// </remarks>
    public static IReadOnlyList<Trial> Front(History history, IReadOnlyList<Objective> objectives)
    {
        var judged = history.Completed.Where(trial => trial.IsFeasible).ToList();
        double[][] losses = [.. judged.Select(trial => LossesOf(trial, objectives))];
        var lexicographic = Comparer<int>.Create((a, b) => losses[a].AsSpan().SequenceCompareTo(losses[b]));
        int[] sorted = [.. Enumerable.Range(0, losses.Length).Order(lexicographic)];
        var front = new List<int>();
        foreach (int i in sorted)
        {
            int first = objectives.Count == 2 ? Math.Max(0, front.Count - 1) : 0;
            if (front.FindIndex(first, other => Dominates(losses[other], losses[i])) < 0)
            {
                front.Add(i);
            }
        }

        return [.. front.Order().Select(i => judged[i])];
    }

    /// <summary>The values of a trial as losses: lower is better.</summary>
    public static double[] LossesOf(Trial trial, IReadOnlyList<Objective> objectives) =>
        [.. objectives.Select(objective => objective.Loss(trial.Values[objective.Name]))];

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

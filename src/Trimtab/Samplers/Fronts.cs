namespace Trimtab.Samplers;

/// <summary>Orders trials of several objectives: by front, the first being those nothing beats; in a front, the lonelier first.</summary>
internal static class Fronts
{
    /// <summary>Writes the order; trials that are not complete and feasible keep their place behind.</summary>
    public static void Order(List<double[]> losses, List<TpeMemory.Rank> ranks, List<int> order)
    {
        int[] complete = [.. Enumerable.Range(0, ranks.Count).Where(i => ranks[i].Class == 0)];
        int[] fronts = Of([.. complete.Select(i => losses[i])]);
        double[] crowding = Crowding([.. complete.Select(i => losses[i])], fronts);
        int[] sorted = [.. Enumerable.Range(0, complete.Length).OrderBy(i => fronts[i]).ThenByDescending(i => crowding[i]).Select(i => complete[i])];
        int[] others = [.. order.Where(i => ranks[i].Class != 0)];
        order.Clear();
        order.AddRange(sorted);
        order.AddRange(others);
    }

    /// <summary>The front of each point, from 0 (Deb et al. 2002).</summary>
    public static int[] Of(IReadOnlyList<double[]> points)
    {
        int[] fronts = new int[points.Count], beatenBy = new int[points.Count];
        var beats = new List<int>[points.Count];
        for (int i = 0; i < points.Count; i++)
        {
            beats[i] = [.. Enumerable.Range(0, points.Count).Where(j => Pareto.Dominates(points[i], points[j]))];
            beats[i].ForEach(j => beatenBy[j]++);
        }

        var front = Enumerable.Range(0, points.Count).Where(i => beatenBy[i] == 0).ToList();
        for (int number = 0; front.Count > 0; number++)
        {
            var next = new List<int>();
            foreach (int i in front)
            {
                fronts[i] = number;
                next.AddRange(beats[i].Where(j => --beatenBy[j] == 0));
            }

            front = next;
        }

        return fronts;
    }

    /// <summary>How far each point is from its neighbours in its front, summed over objectives; infinite at the ends (Deb et al. 2002).</summary>
    public static double[] Crowding(IReadOnlyList<double[]> points, int[] fronts)
    {
        double[] distance = new double[points.Count];
        foreach (var front in Enumerable.Range(0, points.Count).GroupBy(i => fronts[i]))
        {
            for (int objective = 0; objective < (points.Count > 0 ? points[0].Length : 0); objective++)
            {
                int[] sorted = [.. front.OrderBy(i => points[i][objective])];
                double range = points[sorted[^1]][objective] - points[sorted[0]][objective];
                distance[sorted[0]] = distance[sorted[^1]] = double.PositiveInfinity;
                for (int k = 1; k < sorted.Length - 1 && range > 0; k++)
                {
                    distance[sorted[k]] += (points[sorted[k + 1]][objective] - points[sorted[k - 1]][objective]) / range;
                }
            }
        }

        return distance;
    }
}

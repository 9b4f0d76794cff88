using Trimtab.Numerics;
using Trimtab.Samplers.Tpe;

namespace Trimtab.Samplers;

/// <summary>
/// Orders trials of several objectives: by Pareto front, the non-dominated first; within a front by crowding distance, the largest first.
/// </summary>
internal static class Fronts
{
    private const double MaxForProducts = 1e100; // losses beyond are not multiplied
    private const int MaxForHypervolume = 200; // points of a front cut by hypervolume; a larger one is cut by crowding

    /// <summary>
    /// Writes the order; trials that are not complete and feasible keep their place behind. Of the front that holds the <paramref
    /// name="below"/>-th, those come first that add most hypervolume.
    /// </summary>
    public static void Order(List<double[]> losses, List<TpeRanking.Rank> ranks, List<int> order, int below)
    {
        int[] complete = [.. Enumerable.Range(0, ranks.Count).Where(i => ranks[i].Class == 0)];
        double[][] points = [.. complete.Select(i => losses[i])];
        int[] fronts = Of(points);
        double[] crowding = Crowding(points, fronts);
        int[] sorted = [.. Enumerable.Range(0, complete.Length).OrderBy(i => fronts[i]).ThenByDescending(i => crowding[i])];
        Cut(points, fronts, sorted, below);
        int[] others = [.. order.Where(i => ranks[i].Class != 0)];
        order.Clear();
        order.AddRange(sorted.Select(i => complete[i]));
        order.AddRange(others);
    }

    /// <summary>The reference point beyond the worst values w, as Optuna: 1.1 w, or 0.9 w where that is beyond.</summary>
    public static double[] Reference(IReadOnlyList<double[]> points) => [.. Enumerable.Range(0, points[0].Length)
        .Select(m => points.Max(point => point[m]))
        .Select(worst => worst == 0 ? 1e-12 : Math.Max(1.1 * worst, 0.9 * worst))];

    private static void Cut(double[][] points, int[] fronts, int[] sorted, int below)
    {
        if (below >= sorted.Length)
        {
            return;
        }

        int front = fronts[sorted[below]], first = Array.FindIndex(sorted, i => fronts[i] == front), length = sorted
            .Count(i => fronts[i] == front);
        int[] members = sorted[first..(first + length)];
        if (first < below && length <= MaxForHypervolume && members.All(i => points[i].All(loss => Math.Abs(loss) < MaxForProducts)))
        {
            int[] chosen = Hypervolume.SelectSubset(
                [.. members.Select(i => points[i])],
                Reference(points.Where(point => point.All(loss => Math.Abs(loss) < MaxForProducts)).ToList()),
                below - first);
            int[] kept = [.. chosen.Select(i => members[i])];
            ((int[])[.. kept, .. members.Except(kept)]).CopyTo(sorted, first);
        }
    }

    /// <summary>The front of each point, from 0 (Deb et al. 2002).</summary>
    /// <remarks>
    /// Point by point in the order of the first objective, which only points before it may beat; its front is found by halving (Zhang et
    /// al., IEEE Trans. Evol. Comput. 19, 2015).
    /// </remarks>
    public static int[] Of(IReadOnlyList<double[]> points)
    {
        int[] fronts = new int[points.Count];
        var members = new List<List<double[]>>();
        foreach (int i in Enumerable.Range(0, points.Count).Order(Comparer<int>.Create((a, b) => Compare(points[a], points[b]))))
        {
            int front = Bisection.FirstIndex(members.Count, f => !IsBeaten(points[i], members[f]));
            if (front == members.Count)
            {
                members.Add([]);
            }

            members[front].Add(points[i]);
            fronts[i] = front;
        }

        return fronts;
    }

    private static int Compare(double[] a, double[] b)
    {
        int at = 0;
        for (; at < a.Length - 1 && a[at] == b[at]; at++)
        {
        }

        return a[at].CompareTo(b[at]);
    }

    /// <summary>Looks at the newest members first: they are the nearest.</summary>
    private static bool IsBeaten(double[] point, List<double[]> members)
    {
        for (int i = members.Count - 1; i >= 0; i--)
        {
            if (Pareto.Dominates(members[i], point))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The crowding distance of each point: the distance of its neighbours in its front, summed over objectives; infinite at the ends (Deb
    /// et al. 2002).
    /// </summary>
    public static double[] Crowding(IReadOnlyList<double[]> points, int[] fronts)
    {
        double[] distance = new double[points.Count];
        foreach (var front in Enumerable.Range(0, points.Count).GroupBy(i => fronts[i]))
        {
            for (int objective = 0; objective < (points.Count > 0 ? points[0].Length : 0); objective++)
            {
                int[] sorted = [.. front.OrderBy(i => points[i][objective])];
                double range = Half(sorted[^1]) - Half(sorted[0]);
                distance[sorted[0]] = distance[sorted[^1]] = double.PositiveInfinity;
                for (int k = 1; k < sorted.Length - 1 && range > 0; k++)
                {
                    distance[sorted[k]] += (Half(sorted[k + 1]) - Half(sorted[k - 1])) / range;
                }

                double Half(int i) => Math.Clamp(points[i][objective], -double.MaxValue, double.MaxValue) / 2; // differences stay finite
            }
        }

        return distance;
    }
}

namespace Trimtab.Numerics;

/// <summary>
/// Hypervolume indicator: the volume that a set of points dominates up to a reference point, exact; less is better in every coordinate.
/// </summary>
/// <remarks>
/// Hypervolume by slicing objectives (While, Hingston, Barone, Huband, "A Faster Algorithm for Calculating Hypervolume", IEEE Trans. Evol.
/// Comput. 10, 2006): O(n log n) for two coordinates, a factor of n for each further one; meant for two or three coordinates and hundreds
/// of points.
/// </remarks>
public static class Hypervolume
{
    /// <summary>Computes the hypervolume of a set of points.</summary>
    /// <param name="points">
    /// Points of as many coordinates as the reference point; those not below it in every coordinate add nothing.
    /// </param>
    /// <param name="reference">The reference point, one or more coordinates.</param>
    /// <returns>The volume; ∞ where a point or the reference is infinite in the direction that adds volume.</returns>
    /// <exception cref="ArgumentException">A point has another number of coordinates.</exception>
    public static double Of(IEnumerable<double[]> points, double[] reference)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(reference);
        double[][] inside = [.. points.Where(point => IsBelow(point, reference))];
        bool isInfinite = inside.Any(point => point.Any(double.IsNegativeInfinity) || reference.Any(double.IsPositiveInfinity));
        return isInfinite ? double.PositiveInfinity : Slice(inside, reference, reference.Length);
    }

    /// <summary>
    /// Partitions the region below the reference point that no point dominates into disjoint boxes: the cells of expected hypervolume
    /// improvement.
    /// </summary>
    /// <param name="points">Points of as many coordinates as the reference point.</param>
    /// <param name="reference">The reference point.</param>
    /// <returns>Lower and upper corners of the boxes; a lower corner may have coordinates −∞.</returns>
    internal static List<(double[] Low, double[] High)> NondominatedBoxes(IReadOnlyList<double[]> points, double[] reference) =>
        [.. Boxes([.. points], reference, reference.Length).Select(box => (box.Low.ToArray(), box.High.ToArray()))];

    /// <summary>Selects points of a large common hypervolume greedily: each time the one with the largest contribution.</summary>
    /// <remarks>
    /// At least 1 − 1/e of the best subset's hypervolume, as it is submodular (Nemhauser, Wolsey, Fisher 1978). Contributions only shrink,
    /// so old ones are upper bounds and most are not computed again (Minoux's lazy greedy algorithm, 1978).
    /// </remarks>
    /// <returns>Indices of the points, in the order selected.</returns>
    internal static int[] SelectSubset(IReadOnlyList<double[]> points, double[] reference, int count)
    {
        var chosen = new List<int>();
        double volume = 0;
        double[] gains = [.. points.Select(_ => double.PositiveInfinity)];
        while (chosen.Count < Math.Min(count, points.Count))
        {
            var current = chosen.Select(i => points[i]).ToList();
            int best = -1;
            foreach (int i in Enumerable.Range(0, points.Count).Except(chosen).OrderByDescending(i => gains[i]))
            {
                if (best >= 0 && gains[i] <= gains[best])
                {
                    break;
                }

                gains[i] = Of([.. current, points[i]], reference) - volume;
                best = best < 0 || gains[i] > gains[best] ? i : best;
            }

            volume += gains[best];
            chosen.Add(best);
        }

        return [.. chosen];
    }

    private static bool IsBelow(double[] point, double[] reference) => point.Length == reference.Length
        ? Enumerable.Range(0, reference.Length).All(i => point[i] < reference[i])
        : throw new ArgumentException(Invariant(
            $"A point must have as many coordinates as the reference. The point has {point.Length}, the reference {reference.Length}."));

    /// <summary>Σ over slices of the last coordinate: its thickness times the hypervolume, in the others, of the points up to it.</summary>
    private static double Slice(double[][] points, double[] reference, int dimensions)
    {
        if (points.Length == 0)
        {
            return 0;
        }

        int last = dimensions - 1;
        if (dimensions == 1)
        {
            return reference[0] - points.Min(point => point[0]);
        }

        double[][] sorted = [.. points.OrderBy(point => point[last])];
        double volume = 0, least = reference[0];
        for (int i = 0; i < sorted.Length; i++)
        {
            least = Math.Min(least, sorted[i][0]);
            double thickness = (i + 1 < sorted.Length ? sorted[i + 1][last] : reference[last]) - sorted[i][last];
            if (thickness != 0)
            {
                double area = dimensions == 2 ? reference[0] - least : Slice(Nondominated(sorted[..(i + 1)], last), reference, last);
                volume += thickness * area;
            }
        }

        return volume;
    }

    /// <summary>The points that no other dominates in the first coordinates; of equal points the first.</summary>
    private static double[][] Nondominated(double[][] points, int dimensions) =>
        [.. points.Where((point, i) => !points.Index().Any(other => other.Index != i
            && Enumerable.Range(0, dimensions).All(k => other.Item[k] <= point[k])
            && (other.Index < i || Enumerable.Range(0, dimensions).Any(k => other.Item[k] < point[k]))))];

    private static IEnumerable<(IEnumerable<double> Low, IEnumerable<double> High)> Boxes(
        double[][] points, double[] reference, int dimensions)
    {
        int last = dimensions - 1;
        if (dimensions == 0)
        {
            return points.Length == 0 ? [([], [])] : [];
        }

        var inside = points.Select(point => point[last]).Where(level => level < reference[last]).Distinct().Order();
        double[] levels = [double.NegativeInfinity, .. inside, reference[last]];
        return Enumerable.Range(0, levels.Length - 1).SelectMany(i =>
            Boxes([.. points.Where(point => point[last] <= levels[i])], reference, last)
            .Select(box => (box.Low.Append(levels[i]), box.High.Append(levels[i + 1]))));
    }
}

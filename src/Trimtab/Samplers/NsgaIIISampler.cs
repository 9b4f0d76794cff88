namespace Trimtab.Samplers;

/// <summary>
/// NSGA-III: a genetic sampler that selects by Pareto front, and within the last front by reference directions. For three objectives and
/// more.
/// </summary>
/// <remarks>
/// Deb and Jain, IEEE Trans. Evol. Comput. 18 (2014), with <see cref="Divisions"/> 3 as Optuna; a direction's niche is filled by the
/// nearest trial first where the paper draws one; the rest: <see cref="GeneticSampler"/>.
/// <code>
/// Objective[] objectives = [new("loss"), new("seconds"), new("bytes")];
/// var study = new Study(new() { Objectives = objectives, Sampler = new NsgaIIISampler { Divisions = 5 } });
/// </code>
/// </remarks>
[Named("nsga3")]
public sealed record NsgaIIISampler : GeneticSampler
{
    /// <summary>
    /// p, divisions of each objective for the reference directions, 1 to 100: (p + m − 1 over p) directions for m objectives. Default 3.
    /// </summary>
    public int Divisions { get; init => field = Setting.Between(value, 1, 100); } = 3;

    /// <summary>Reference directions whose components are multiples of 1/p and sum to 1 (Das and Dennis 1998).</summary>
    internal static double[][] Directions(int objectives, int divisions) =>
        [.. Parts(objectives, divisions).Select(parts => parts.Select(part => (double)part / divisions).ToArray())];

    /// <inheritdoc/>
    internal override IEnumerable<int> Select(double[][] losses, int[] fronts, int count)
    {
        if (losses.Length <= count)
        {
            return Enumerable.Range(0, losses.Length).OrderBy(i => fronts[i]);
        }

        int[] sorted = [.. Enumerable.Range(0, losses.Length).OrderBy(i => fronts[i])];
        int last = fronts[sorted[count - 1]];
        List<int> kept = [.. sorted.Where(i => fronts[i] < last)];
        List<int> open = [.. sorted.Where(i => fronts[i] == last)];
        var nearest = Niches(losses, [.. kept, .. open]);
        while (kept.Count < count)
        {
            var taken = kept.CountBy(i => nearest[i].Direction).ToDictionary();
            int next = open.OrderBy(i => taken.GetValueOrDefault(nearest[i].Direction)).ThenBy(i => nearest[i].Distance).ThenBy(i => i)
                .First();
            kept.Add(next);
            open.Remove(next);
        }

        return kept;
    }

    private static IEnumerable<IEnumerable<int>> Parts(int count, int sum) => count == 1
        ? [[sum]]
        : Enumerable.Range(0, sum + 1).SelectMany(first => Parts(count - 1, sum - first).Select(rest => rest.Prepend(first)));

    /// <summary>The direction each trial is nearest to, in objectives scaled from the ideal point to the intercepts.</summary>
    private Dictionary<int, (int Direction, double Distance)> Niches(double[][] losses, int[] trials)
    {
        int m = losses[0].Length;
        double[] ideal = [.. Enumerable.Range(0, m).Select(k => trials.Min(i => losses[i][k]))];
        double[] span = [.. Enumerable.Range(0, m).Select(k => Math.Max(1e-12, losses[Extreme(k)][k] - ideal[k]))];
        double[][] directions = Directions(m, Divisions);
        return trials.ToDictionary(i => i, i => Nearest([.. Enumerable.Range(0, m).Select(k => (losses[i][k] - ideal[k]) / span[k])]));

        // The trial furthest out along an axis: the achievement scalarizing function of the paper.
        int Extreme(int axis) => trials.MinBy(i => Enumerable.Range(0, m).Max(k => (losses[i][k] - ideal[k]) / (k == axis ? 1 : 1e-6)));

        (int Direction, double Distance) Nearest(double[] place) => directions.Select((direction, d) => (d, Away(place, direction)))
            .MinBy(item => item.Item2);
    }

    /// <summary>The distance of a point from a line through the ideal point.</summary>
    private static double Away(double[] place, double[] direction)
    {
        double along = place.Zip(direction, (a, b) => a * b).Sum() / direction.Sum(b => b * b);
        return Math.Sqrt(place.Zip(direction, (a, b) => (a - (along * b)) * (a - (along * b))).Sum());
    }
}

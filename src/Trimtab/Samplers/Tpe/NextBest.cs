using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>Cells of a finite space that were not tried, in the place of one that was. Pure functions.</summary>
internal static class NextBest
{
    private const int Enough = 8, MostVisited = 400;

    /// <summary>
    /// The next best by the density ratio: other candidates, then the neighbours of the best of those, and of the best of these (best-first
    /// search).
    /// </summary>
    /// <param name="axes">The space; every parameter has a finite number of values.</param>
    /// <param name="candidates">Where to begin.</param>
    /// <param name="ratio">The density ratio of a point.</param>
    /// <param name="isTried">Whether a cell was tried.</param>
    /// <returns>At most eight, in the order in which they were found; empty where the best hundreds were all tried.</returns>
    public static IReadOnlyList<ParameterSet> Of(
        SpaceTransform axes, IEnumerable<double[]> candidates, Func<double[], double> ratio, Func<ParameterSet, bool> isTried)
    {
        var visited = new HashSet<ParameterSet>();
        var open = new PriorityQueue<(double[] Place, ParameterSet Cell), (double, int)>();
        var untried = new List<ParameterSet>();
        Visit(candidates);
        while (untried.Count < Enough && open.TryDequeue(out var best, out _))
        {
            if (!isTried(best.Cell))
            {
                untried.Add(best.Cell);
            }

            if (visited.Count < MostVisited)
            {
                Visit(Neighbours(axes, best.Place));
            }
        }

        return untried;

        void Visit(IEnumerable<double[]> places)
        {
            foreach (double[] place in places)
            {
                var cell = axes.At(place);
                if (visited.Add(cell))
                {
                    open.Enqueue((place, cell), (-ratio(place), visited.Count)); // of equal ones the first
                }
            }
        }
    }

    /// <summary>All points that differ in one parameter: by a step, or by the choice.</summary>
    private static IEnumerable<double[]> Neighbours(SpaceTransform axes, double[] place)
    {
        for (int axis = 0; axis < axes.Count; axis++)
        {
            foreach (double to in Others(axes[axis], place[axis]))
            {
                double[] moved = [.. place];
                moved[axis] = to;
                yield return moved;
            }
        }
    }

    private static IEnumerable<double> Others(TransformedParameter axis, double place)
    {
        if (axis.IsCategorical)
        {
            return Enumerable.Range(0, axis.Choices).Select(choice => (double)choice).Where(choice => choice != place);
        }

        double at = axis.Snap(place), width = 0.25 * (axis.CellAt(at).High - axis.CellAt(at).Low);
        return new[] { axis.CellAt(at).Low - width, axis.CellAt(at).High + width }.Select(axis.Snap).Where(to => to != at);
    }
}

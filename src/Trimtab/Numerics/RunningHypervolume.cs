namespace Trimtab.Numerics;

/// <summary>Hypervolume of a growing set of points, exact; less is better in every coordinate. Not thread-safe.</summary>
/// <remarks>
/// Each point adds its exclusive hypervolume: its box up to the reference point, less what the front already covers of it (While,
/// Bradstreet, Barone, "A Fast Way of Calculating Exact Hypervolumes", IEEE Trans. Evol. Comput. 16, 2012: equation for exclhv by the limit
/// set). Two coordinates take O(log n) a point and one pass over the points it dominates; more take one hypervolume of the front a point
/// that enters it.
/// </remarks>
/// <param name="reference">The reference point, of two coordinates or more.</param>
internal sealed class RunningHypervolume(double[] reference)
{
    private readonly List<double[]> _front = []; // of two coordinates: by the first, ascending, hence by the second, descending
    private double _volume;

    /// <summary>Adds a point.</summary>
    /// <param name="point">
    /// As many coordinates as the reference point; where one is not finite, or not below the reference point, the volume stays the same.
    /// </param>
    /// <returns>The hypervolume of all points so far.</returns>
    public double Add(double[] point)
    {
        bool isInside = true;
        for (int i = 0; i < reference.Length; i++)
        {
            isInside &= double.IsFinite(point[i]) && point[i] < reference[i];
        }

        return _volume += !isInside ? 0 : reference.Length == 2 ? AddToStairs(point) : AddToFront(point);
    }

    /// <summary>Two coordinates: the area between the stairs of the front and the point, column by column.</summary>
    private double AddToStairs(double[] point)
    {
        int first = Bisection.FirstIndex(_front.Count, i => _front[i][0] >= point[0]);
        double top = first > 0 ? _front[first - 1][1] : reference[1];
        if (top <= point[1] || (first < _front.Count && _front[first][0] == point[0] && _front[first][1] <= point[1]))
        {
            return 0;
        }

        double area = 0, left = point[0];
        int next = first;
        for (; next < _front.Count && _front[next][1] >= point[1]; next++) // those the point dominates
        {
            area += (_front[next][0] - left) * (top - point[1]);
            (left, top) = (_front[next][0], _front[next][1]);
        }

        area += ((next < _front.Count ? _front[next][0] : reference[0]) - left) * (top - point[1]);
        _front.RemoveRange(first, next - first);
        _front.Insert(first, point);
        return area;
    }

    private double AddToFront(double[] point)
    {
        if (_front.Exists(other => IsCovered(point, other)))
        {
            return 0;
        }

        double box = 1;
        for (int i = 0; i < reference.Length; i++)
        {
            box *= reference[i] - point[i];
        }

        double covered = Hypervolume.Of(_front.Select(other => (double[])[.. other.Zip(point, Math.Max)]), reference);
        _front.RemoveAll(other => IsCovered(other, point));
        _front.Add(point);
        return Math.Max(0, box - covered);
    }

    private static bool IsCovered(double[] point, double[] other)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (other[i] > point[i])
            {
                return false;
            }
        }

        return true;
    }
}

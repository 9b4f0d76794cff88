namespace Trimtab.Pruners;

/// <summary>Points of a curve by epoch, in a balanced binary tree. Immutable; thread-safe.</summary>
/// <remarks>The heights of the two subtrees of a node differ by at most 1 (Adelson-Velsky and Landis, 1962).</remarks>
internal sealed class CurveTree
{
    private readonly CurvePoint _point;
    private readonly CurveTree? _left, _right;
    private readonly int _height;

    private CurveTree(CurveTree? left, CurvePoint point, CurveTree? right)
    {
        (_left, _point, _right) = (left, point, right);
        (_height, Count) = (1 + Math.Max(HeightOf(left), HeightOf(right)), 1 + CountOf(left) + CountOf(right));
        Best = Lower(Lower(BestOf(left), point.Loss), BestOf(right));
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>The lowest loss that is a number; NaN if there is none.</summary>
    public double Best { get; }

    /// <summary>The point at <paramref name="index"/>, by epoch. O(log n).</summary>
    public CurvePoint this[int index] => (index - CountOf(_left)) switch
    {
        < 0 => _left![index],
        0 => _point,
        var after => _right![after - 1],
    };

    /// <summary>A tree of points that ascend by epoch; null if there are none. O(n).</summary>
    public static CurveTree? Of(ReadOnlySpan<CurvePoint> points)
    {
        int middle = points.Length / 2;
        return points.IsEmpty ? null : new(Of(points[..middle]), points[middle], Of(points[(middle + 1)..]));
    }

    /// <summary>The tree with one more point; null if it has one of the epoch. O(log n).</summary>
    public static CurveTree? With(CurveTree? tree, CurvePoint point)
    {
        if (tree is null)
        {
            return new(null, point, null);
        }

        if (point.Epoch == tree._point.Epoch)
        {
            return null;
        }

        return point.Epoch < tree._point.Epoch
            ? With(tree._left, point) is { } left ? Balanced(left, tree._point, tree._right) : null
            : With(tree._right, point) is { } right ? Balanced(tree._left, tree._point, right) : null;
    }

    /// <summary>The lowest loss of the first points; NaN if none is a number. O(log n).</summary>
    public static double BestOf(CurveTree? tree, int count)
    {
        if (tree is null || count >= tree.Count)
        {
            return BestOf(tree);
        }

        int before = CountOf(tree._left);
        return count <= before
            ? BestOf(tree._left, count)
            : Lower(Lower(BestOf(tree._left), tree._point.Loss), BestOf(tree._right, count - before - 1));
    }

    private static int HeightOf(CurveTree? tree) => tree?._height ?? 0;

    private static int CountOf(CurveTree? tree) => tree?.Count ?? 0;

    private static double BestOf(CurveTree? tree) => tree?.Best ?? double.NaN;

    private static double Lower(double best, double loss) => double.IsNaN(best) || loss < best ? loss : best;

    /// <summary>Joins two trees whose heights differ by at most 2 and a point between them.</summary>
    private static CurveTree Balanced(CurveTree? left, CurvePoint point, CurveTree? right)
    {
        if (HeightOf(left) > HeightOf(right) + 1)
        {
            return HeightOf(left!._left) >= HeightOf(left._right)
                ? new(left._left, left._point, new(left._right, point, right))
                : new(new(left._left, left._point, left._right!._left), left._right._point, new(left._right._right, point, right));
        }

        if (HeightOf(right) > HeightOf(left) + 1)
        {
            return HeightOf(right!._right) >= HeightOf(right._left)
                ? new(new(left, point, right._left), right._point, right._right)
                : new(new(left, point, right._left!._left), right._left._point, new(right._left._right, right._point, right._right));
        }

        return new(left, point, right);
    }
}

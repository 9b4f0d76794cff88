namespace Trimtab.Numerics;

/// <summary>Random forest for regression: each tree is grown on a bootstrap sample until its leaves are pure. Immutable.</summary>
/// <remarks>
/// Breiman, "Random Forests", Machine Learning 45 (2001), with all features considered at each split, the default of scikit-learn.
/// </remarks>
internal sealed class RegressionForest
{
    private const int MaxDepth = 64;

    private readonly Node[] _trees;
    private readonly int _axes;

    /// <summary>Grows the trees.</summary>
    /// <param name="x">One or more points of [0, 1]ᵈ.</param>
    /// <param name="y">One target a point.</param>
    /// <param name="trees">Number of trees, 1 or more.</param>
    /// <param name="address">Key of the bootstrap samples.</param>
    public RegressionForest(double[][] x, double[] y, int trees, RandomAddress address)
    {
        _axes = x[0].Length;
        _trees = new Node[trees];
        for (int tree = 0; tree < trees; tree++)
        {
            var random = address.At(tree).Stream();
            int[] rows = new int[x.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = random.NextInt32(x.Length);
            }

            _trees[tree] = Grow(x, y, rows, 0);
        }
    }

    /// <summary>
    /// Mean decrease in impurity of each feature: its fraction of a tree's decrease in squared error, averaged over trees.
    /// </summary>
    public double[] ImpurityDecreases() => Mean(tree =>
    {
        double[] decrease = new double[_axes];
        Walk(tree, node => decrease[node.Axis] += node.Decrease);
        return decrease;
    });

    /// <summary>
    /// Functional ANOVA: the fraction of the variance of a tree's prediction over the cube that is due to each feature alone, averaged over
    /// trees.
    /// </summary>
    /// <remarks>
    /// Hutter, Hoos, Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance" (ICML 2014), algorithm 2.
    /// </remarks>
    public double[] MarginalVariances() => Mean(tree =>
    {
        var leaves = Leaves(tree, [.. Enumerable.Repeat((0.0, 1.0), _axes)]).ToList();
        double mean = leaves.Sum(leaf => leaf.Volume * leaf.Value);
        return [.. Enumerable.Range(0, _axes).Select(axis => MarginalVariance(leaves, axis, mean))];
    });

    /// <summary>Means over trees of what each gives, as fractions of the tree's sum.</summary>
    private double[] Mean(Func<Node, double[]> of)
    {
        double[] sum = new double[_axes];
        foreach (var tree in _trees)
        {
            double[] one = of(tree);
            double total = one.Sum();
            for (int axis = 0; axis < _axes; axis++)
            {
                sum[axis] += total > 0 ? one[axis] / total : 0;
            }
        }

        return [.. sum.Select(v => v / _trees.Length)];
    }

    /// <summary>Variance of the marginal prediction along one feature, a step function over the leaves' boundaries.</summary>
    private static double MarginalVariance(List<Leaf> leaves, int axis, double mean)
    {
        double[] cuts = [.. leaves.Select(leaf => leaf.Box[axis].Low).Append(1).Distinct().Order()];
        double[] sums = new double[cuts.Length - 1];
        foreach (var leaf in leaves)
        {
            var (low, high) = leaf.Box[axis];
            for (int cell = Array.BinarySearch(cuts, low); cell < sums.Length && cuts[cell] < high; cell++)
            {
                sums[cell] += leaf.Volume / (high - low) * leaf.Value;
            }
        }

        return sums.Select((value, cell) => (cuts[cell + 1] - cuts[cell]) * (value - mean) * (value - mean)).Sum();
    }

    private static IEnumerable<Leaf> Leaves(Node node, (double Low, double High)[] box)
    {
        if (node.Left is null)
        {
            return [new(box, node.Value, box.Aggregate(1.0, (volume, side) => volume * (side.High - side.Low)))];
        }

        var (left, right) = (((double Low, double High)[])box.Clone(), ((double Low, double High)[])box.Clone());
        (left[node.Axis].High, right[node.Axis].Low) = (node.At, node.At);
        return Leaves(node.Left, left).Concat(Leaves(node.Right!, right));
    }

    private static void Walk(Node node, Action<Node> visit)
    {
        if (node.Left is not null)
        {
            visit(node);
            Walk(node.Left, visit);
            Walk(node.Right!, visit);
        }
    }

    private Node Grow(double[][] x, double[] y, int[] rows, int depth)
    {
        double mean = rows.Average(row => y[row]);
        if (rows.Length < 2 || depth == MaxDepth || rows.All(row => y[row] == y[rows[0]]) || BestSplit(x, y, rows) is not { } split)
        {
            return new(mean);
        }

        int[] left = [.. rows.Where(row => x[row][split.Axis] <= split.At)], right = [.. rows.Where(row => x[row][split.Axis] > split.At)];
        return new(mean)
        {
            Axis = split.Axis,
            At = split.At,
            Decrease = split.Decrease,
            Left = Grow(x, y, left, depth + 1),
            Right = Grow(x, y, right, depth + 1),
        };
    }

    /// <summary>The split with the largest decrease of the sum of squared errors, halfway between two neighbouring values.</summary>
    private (int Axis, double At, double Decrease)? BestSplit(double[][] x, double[] y, int[] rows)
    {
        (int Axis, double At, double Decrease)? best = null;
        double sum = rows.Sum(row => y[row]);
        for (int axis = 0; axis < _axes; axis++)
        {
            int[] sorted = [.. rows.OrderBy(row => x[row][axis])];
            double below = 0;
            for (int i = 0; i < sorted.Length - 1; i++)
            {
                below += y[sorted[i]];
                double at = x[sorted[i]][axis], next = x[sorted[i + 1]][axis];
                int left = i + 1, right = sorted.Length - left;
                double gain = (below * below / left) + ((sum - below) * (sum - below) / right) - (sum * sum / sorted.Length);
                if (at < next && gain > (best?.Decrease ?? 0))
                {
                    best = (axis, Between(at, next), gain);
                }
            }
        }

        return best;
    }

    /// <summary>The middle of two numbers, or the lower one where there is no number between them.</summary>
    private static double Between(double low, double high)
    {
        double middle = (low + high) / 2;
        return middle < high ? middle : low;
    }

    private sealed record Node(double Value)
    {
        public int Axis { get; init; }

        public double At { get; init; }

        public double Decrease { get; init; }

        public Node? Left { get; init; }

        public Node? Right { get; init; }
    }

    private sealed record Leaf((double Low, double High)[] Box, double Value, double Volume);
}

namespace Trimtab.Samplers.Conditional;

/// <summary>
/// Which parameters a trial has, learned from the trials there were: a decision tree over the values of parameters that all trials of a
/// node have. Immutable.
/// </summary>
/// <remarks>
/// A study that is defined by running it says which parameters a trial had, never why. The tree finds the condition: a choice of a
/// categorical parameter, or a threshold of a numerical one. Where no condition explains the trials of a node, it has what most of them
/// had.
/// </remarks>
internal sealed class ActivityTree
{
    private const double Rounding = 1e-9; // of impurities, whose terms are below the number of trials

    private readonly bool[] _active;
    private readonly Dictionary<double, ActivityTree> _children = []; // by choice, or 0 up to the threshold and 1 above it
    private readonly Condition? _condition;

    private ActivityTree(List<double[]> rows, bool[] isCategorical)
    {
        int[] present = [.. Enumerable.Range(0, isCategorical.Length).Select(axis => rows.Count(row => IsActive(row, axis)))];
        _active = [.. present.Select(count => 2 * count > rows.Count)];
        double best = Impurity(present, rows.Count) - Rounding;
        for (int axis = 0; axis < present.Length && best > 0; axis++)
        {
            if (present[axis] == rows.Count)
            {
                var (rest, condition) = isCategorical[axis] ? ByChoice(rows, axis) : ByThreshold(rows, axis, present);
                (best, _condition) = rest < best ? (rest, condition) : (best, _condition);
            }
        }

        if (_condition is { } by)
        {
            _active = [.. present.Select(count => count == rows.Count)]; // of a choice not seen yet: what all have
            _children = rows.GroupBy(by.KeyOf).ToDictionary(part => part.Key, part => new ActivityTree([.. part], isCategorical));
        }
    }

    /// <summary>Learns from trials.</summary>
    /// <param name="rows">One or more; a number per parameter, NaN where the trial does not have it.</param>
    /// <param name="isCategorical">Whether each parameter is categorical.</param>
    public static ActivityTree Of(IEnumerable<double[]> rows, bool[] isCategorical) => new([.. rows], isCategorical);

    /// <summary>Whether a trial has a parameter.</summary>
    public static bool IsActive(double[] row, int axis) => !double.IsNaN(row[axis]);

    /// <summary>Whether a trial of these values has each parameter.</summary>
    /// <param name="place">A number per parameter, those that turn out to be inactive included.</param>
    public bool[] At(double[] place) =>
        _condition is { } by && _children.TryGetValue(by.KeyOf(place), out var child) ? child.At(place) : _active;

    /// <summary>The impurity after a division by the choices of a categorical parameter.</summary>
    private static (double Left, Condition By) ByChoice(List<double[]> rows, int axis)
    {
        var by = new Condition(axis, double.NaN);
        double rest = rows.GroupBy(by.KeyOf).Sum(part => Impurity(
            [.. Enumerable.Range(0, rows[0].Length).Select(other => part.Count(row => IsActive(row, other)))], part.Count()));
        return (rest, by);
    }

    /// <summary>The lowest impurity after a division at a threshold of a numerical parameter, and that threshold.</summary>
    private static (double Left, Condition By) ByThreshold(List<double[]> rows, int axis, int[] present)
    {
        double[][] sorted = [.. rows.OrderBy(row => row[axis])];
        int[] below = new int[present.Length];
        (double Left, Condition By) best = (double.PositiveInfinity, default);
        for (int i = 0; i < sorted.Length - 1; i++)
        {
            for (int other = 0; other < below.Length; other++)
            {
                below[other] += IsActive(sorted[i], other) ? 1 : 0;
            }

            double at = sorted[i][axis], next = sorted[i + 1][axis];
            int[] above = [.. present.Zip(below, (all, count) => all - count)];
            double rest = at < next ? Impurity(below, i + 1) + Impurity(above, sorted.Length - i - 1) : double.PositiveInfinity;
            best = rest < best.Left ? (rest, new(axis, at + ((next - at) / 2))) : best;
        }

        return best;
    }

    /// <summary>Σ n·p·(1 − p) over the parameters, p the share of the n trials that have it.</summary>
    private static double Impurity(int[] present, int count) => present.Sum(some => (double)some * (count - some) / count);

    /// <summary>What a node is divided by: the choice, or the side of a threshold, which is NaN for a categorical parameter.</summary>
    private readonly record struct Condition(int Axis, double Threshold)
    {
        public double KeyOf(double[] row) => double.IsNaN(Threshold) ? row[Axis] : row[Axis] > Threshold ? 1 : 0;
    }
}

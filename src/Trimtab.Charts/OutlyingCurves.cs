using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Finds curves whose last values are outliers, which would compress all others into a line: the axis leaves them out.</summary>
internal static class OutlyingCurves
{
    private const double Spreads = 8; // an outlier is this far from the median, in spreads of the nearer two thirds of the values

    /// <summary>Indices of the outlying curves; none where half of the curves or more would be, or there are fewer than four.</summary>
    public static int[] Of(IReadOnlyList<Curve> curves)
    {
        double[] ends = [.. curves.Select(LastValue)];
        double[] sorted = [.. ends.Where(double.IsFinite).Order()];
        if (sorted.Length < 4)
        {
            return [];
        }

        double median = sorted[sorted.Length / 2];
        double spread = sorted.Select(end => Math.Abs(end - median)).Order().ElementAt(2 * sorted.Length / 3);
        int[] far = [.. ends.Index().Where(end => spread > 0 && Math.Abs(end.Item - median) > Spreads * spread).Select(end => end.Index)];
        return far.Length < curves.Count / 2 ? far : [];
    }

    /// <summary>Range of the axis for the other curves, without the first tenth of each, where training may still change fast.</summary>
    public static (double Low, double High) RangeOf(IEnumerable<Curve> curves)
    {
        double[] shown = [.. curves.SelectMany(curve => curve.Y.Skip(curve.Y.Count / 10)).Where(double.IsFinite)];
        double margin = 0.06 * (shown.Max() - shown.Min());
        return (shown.Min() - margin, shown.Max() + margin);
    }

    /// <summary>Legend entry of an outlying curve: its name and its last value.</summary>
    public static string NameOf(Curve curve) =>
        $"{curve.Name}, ends at {NumberText.Of(LastValue(curve), 4)}";

    private static double LastValue(Curve curve) => curve.Y.LastOrDefault(double.IsFinite, double.NaN);
}

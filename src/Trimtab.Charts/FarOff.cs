using System.Globalization;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Curves that end so far from the others that these could not be told apart beside them: the axis leaves them out, the legend says where they end.</summary>
internal static class FarOff
{
    private const double Spans = 8; // from the middle end, in spans of the nearer two thirds of the ends

    /// <summary>Positions of such curves; none where half of the curves or more would be.</summary>
    public static int[] Curves(IReadOnlyList<Curve> curves)
    {
        double[] ends = [.. curves.Select(End)];
        double[] sorted = [.. ends.Where(double.IsFinite).Order()];
        if (sorted.Length < 4)
        {
            return [];
        }

        double middle = sorted[sorted.Length / 2], span = sorted.Select(end => Math.Abs(end - middle)).Order().ElementAt(2 * sorted.Length / 3);
        int[] far = [.. ends.Index().Where(item => span > 0 && Math.Abs(item.Item - middle) > Spans * span).Select(item => item.Index)];
        return far.Length < curves.Count / 2 ? far : [];
    }

    /// <summary>What an axis shows of the others: all but the first tenth of each, where a training may still be anywhere.</summary>
    public static (double Low, double High) Range(IEnumerable<Curve> curves)
    {
        double[] shown = [.. curves.SelectMany(curve => curve.Y.Skip(curve.Y.Count / 10)).Where(double.IsFinite)];
        double room = 0.06 * (shown.Max() - shown.Min());
        return (shown.Min() - room, shown.Max() + room);
    }

    /// <summary>The name and where the curve ends.</summary>
    public static string NameOf(Curve curve) => $"{curve.Name}, ends at {End(curve).ToString("0.####", CultureInfo.InvariantCulture)}";

    private static double End(Curve curve) => curve.Y.LastOrDefault(double.IsFinite, double.NaN);
}

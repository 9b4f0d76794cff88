using System.Globalization;
using OxyPlot.Axes;

namespace Trimtab.Charts;

/// <summary>
/// A logarithmic axis with ticks that are read at a glance: powers of ten, every other or fewer where there are many, with 2 and 5
/// times them where there are few, and evenly spaced round numbers where there are none.
/// </summary>
internal sealed class DecadeAxis : LogarithmicAxis
{
    private const int MostDecades = 7, FewDecades = 2;

    /// <inheritdoc/>
    public override void GetTickValues(
        out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues)
    {
        majorLabelValues = majorTickValues = TicksBetween(ActualMinimum, ActualMaximum);
        minorTickValues = [];
    }

    /// <param name="low">Above 0.</param>
    /// <param name="high">Above <paramref name="low"/>.</param>
    internal static double[] TicksBetween(double low, double high)
    {
        int first = (int)Math.Ceiling(Math.Log10(low) - 1e-9), last = (int)Math.Floor(Math.Log10(high) + 1e-9);
        int step = 1 + ((last - first) / MostDecades);
        double[] steps = last - first < FewDecades ? [1, 2, 5] : [1];
        double[] ticks =
        [
            .. Enumerable.Range(first - 1, last - first + 2).Where(decade => (decade - last) % step == 0)
                .SelectMany(decade => steps.Select(factor => double.Parse(Invariant($"{factor}E{decade}"), CultureInfo.InvariantCulture)))
                .Where(tick => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)),
        ];
        return ticks.Length >= 2 ? ticks : Even(low, high);
    }

    private static double[] Even(double low, double high)
    {
        double rough = (high - low) / 4, unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = unit * (rough < 1.5 * unit ? 1 : rough < 3.5 * unit ? 2 : rough < 7.5 * unit ? 5 : 10);
        long from = (long)Math.Ceiling(low / step), to = (long)Math.Floor(high / step);
        return [.. Enumerable.Range(0, (int)Math.Clamp(to - from + 1, 0, 20)).Select(i => (from + i) * step)];
    }
}

namespace Trimtab.Tool.Programs.Screens;

/// <summary>A curve in one line of text: ▁▂▄▆█. Pure functions.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>The values from the least to the greatest; what is no number is a dot.</summary>
    /// <param name="values">The values; the last ones where there are more than letters.</param>
    /// <param name="width">How many letters at most, 1 or more.</param>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        double[] shown = [.. values.Skip(Math.Max(0, values.Count - width))];
        double[] finite = [.. shown.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return new('·', shown.Length);
        }

        double low = finite.Min(), range = finite.Max() - low;
        return string.Concat(shown.Select(value => !double.IsFinite(value) ? '·'
            : range > 0 ? Levels[(int)Math.Min(Levels.Length - 1, (value - low) / range * Levels.Length)]
            : Levels[Levels.Length / 2]));
    }
}

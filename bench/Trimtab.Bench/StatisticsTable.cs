using System.Globalization;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>The Markdown table of docs/statistics.md: a situation a line.</summary>
internal static class StatisticsTable
{
    public const string Head =
        """
        | situation | rows | folds | candidates | coverage | no claim | power | disorder | kept | optimism | left | loss held | error |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    /// <param name="simulation">The situation.</param>
    /// <param name="count">Searches to simulate; 1 or more.</param>
    /// <param name="seed">Of all of them.</param>
    public static string Line(StatisticsSimulation simulation, int count, ulong seed)
    {
        var folds = simulation.MakeFolds();
        var address = RandomAddress.FromSeed(seed);
        var judged = new JudgedSearch[count];
        Parallel.For(
            0,
            count,
            new() { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => judged[i] = JudgedSearch.Of(simulation.Draw(address.At(i), folds), folds));
        JudgedSearch[] claiming = [.. judged.Where(search => search.HasTieSet)];
        string[] cells =
        [
            simulation.Name,
            Text(simulation.Rows, "F0"),
            $"{Text(simulation.Folds, "F0")}{(simulation.Repeats > 1 ? $" × {Text(simulation.Repeats, "F0")}" : "")}",
            Text(simulation.Candidates + simulation.Bad, "F0"),
            Mean(claiming, search => search.IsCovered ? 1 : 0, "F3"),
            Mean(judged, search => search.HasTieSet ? 0 : 1, "F2"),
            Text(judged.Sum(search => search.LeftOut) / (double)judged.Sum(search => search.Worse), "F2"),
            Mean(judged, search => search.IsDisordered ? 1 : 0, "F2"),
            Mean(claiming, search => search.Kept, "F1"),
            Mean(claiming, search => 1e4 * search.Optimism, "F0"),
            Mean(claiming, search => 1e4 * search.Left, "F0"),
            Mean([.. judged.Where(search => search.IsLossHeld is not null)], search => search.IsLossHeld == true ? 1 : 0, "F2"),
            Text(ErrorRatio(judged), "F2"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    /// <summary>The standard error that is said, in units of the one there is: root mean squares.</summary>
    private static double ErrorRatio(JudgedSearch[] judged)
    {
        JudgedSearch[] said = [.. judged.Where(search => !double.IsNaN(search.StandardError))];
        return said.Length == 0 ? double.NaN : Math.Sqrt(
            said.Sum(search => search.StandardError * search.StandardError) / said.Sum(search => search.Error * search.Error));
    }

    private static string Mean(JudgedSearch[] searches, Func<JudgedSearch, double> figure, string format) =>
        Text(searches.Select(figure).DefaultIfEmpty(double.NaN).Average(), format);

    private static string Text(double figure, string format) =>
        double.IsNaN(figure) ? "–" : figure.ToString(format, CultureInfo.InvariantCulture);
}

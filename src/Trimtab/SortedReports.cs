using System.Collections.Immutable;

namespace Trimtab;

/// <summary>The reports of a running trial by fold and then by epoch: immutable for readers, and O(log n) to add to.</summary>
internal static class SortedReports
{
    private static readonly ImmutableSortedSet<Report> _none = ImmutableSortedSet.Create<Report>(
        Comparer<Report>.Create((a, b) => a.Fold != b.Fold ? a.Fold.CompareTo(b.Fold) : a.Epoch.CompareTo(b.Epoch)));

    /// <summary>The reports with one more; the same list where there is one of its fold and epoch already.</summary>
    public static IReadOnlyList<Report> With(IReadOnlyList<Report> reports, Report report) => Of(reports).Add(report);

    /// <summary>The reports of a trial that has finished: an array, small in memory and quick to walk.</summary>
    public static IReadOnlyList<Report> Packed(IReadOnlyList<Report> reports) => reports.Count == 0 ? []
        : IsSorted(reports) ? [.. reports]
        : [.. Of(reports)];

    /// <summary>Whether each report comes after the one before.</summary>
    private static bool IsSorted(IReadOnlyList<Report> reports)
    {
        var (fold, epoch) = (int.MinValue, int.MinValue);
        foreach (var report in reports)
        {
            if (report.Fold < fold || (report.Fold == fold && report.Epoch <= epoch))
            {
                return false;
            }

            (fold, epoch) = (report.Fold, report.Epoch);
        }

        return true;
    }

    /// <summary>Sorted, the first of each fold and epoch.</summary>
    private static ImmutableSortedSet<Report> Of(IReadOnlyList<Report> reports) =>
        reports as ImmutableSortedSet<Report> ?? reports.Aggregate(_none, (set, report) => set.Add(report));
}

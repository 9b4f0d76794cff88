using System.Globalization;
using Trimtab.Data;

namespace Trimtab.ModelSelection.Running;

/// <summary>Classes that have fewer rows than a stratified split has folds: some folds lack them.</summary>
internal static class ScarceClasses
{
    /// <summary>
    /// A sentence about the class with the fewest rows where folds do not test it; null where all do, or the split is not stratified.
    /// </summary>
    /// <remarks>As scikit-learn's warning of the least populated class.</remarks>
    public static string? Warning(CompiledSearch search)
    {
        var (data, settings) = (search.Data, search.Search);
        if (settings.Cv.Resolve(settings.Estimator.Kind, data, (settings.Groups ?? data.Groups) is not null)
            is not (StratifiedKFold or StratifiedGroupKFold or RepeatedStratifiedKFold))
        {
            return null;
        }

        double[] labels = data.Labels();
        var scarce = labels.CountBy(label => label).OrderBy(item => item.Value).ThenBy(item => item.Key).First();
        int untested = Lacking(fold => fold.Test), unlearned = Lacking(fold => fold.Train);
        return untested == 0 ? null
            : $"Class {NameOf(scarce.Key, data)} has only {InvariantText.Count(scarce.Value, "row")}. "
                + Invariant($"Folds without it among the test rows: {untested} of {search.FoldRows.Count}; ")
                + Invariant($"among the training rows: {unlearned}. ")
                + "Take fewer folds, or more rows of the class.";

        int Lacking(Func<Fold, int[]> rows) => search.FoldRows.Count(fold => !rows(fold).Any(row => labels[row] == scarce.Key));
    }

    private static string NameOf(double label, Dataset data) => data.Classes is { } names
        ? $"'{InvariantText.Of(names[(int)label])}'"
        : label.ToString(CultureInfo.InvariantCulture);
}

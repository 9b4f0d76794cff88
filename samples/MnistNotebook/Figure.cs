using System.Globalization;
using Trimtab.ModelSelection;

namespace MnistNotebook;

/// <summary>Figures as the notebook prints them, the same in every culture.</summary>
internal static class Figure
{
    /// <summary>The standard error of an accuracy measured on so many images: 0.0007 near 0.994 on the notebook's 12,223.</summary>
    public static double StandardError(double accuracy, int images) => Math.Sqrt(accuracy * (1 - accuracy) / images);

    /// <summary>The standard error of the difference of two figures that were measured apart.</summary>
    public static double StandardErrorOfDifference(double a, double b) => Math.Sqrt((a * a) + (b * b));

    /// <summary>The standard deviation over folds; empty if the folds have equal scores, which is no evidence of a small error.</summary>
    public static string Spread(double value) => Score(value) is var text && text == Score(0) ? Score(double.NaN) : text;

    public static string Score(double value) => double.IsNaN(value) ? "–" : value.ToString("F5", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds >= 90
        ? Invariant($"{seconds / 60:F1} min")
        : Invariant($"{seconds:F1} s");

    public static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    public static string Mebibytes(long bytes) => Invariant($"{bytes / 1048576.0:N0} MiB");

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Folds(Settings settings) =>
        $"{settings.Folds} {(settings.Stratified ? "stratified" : "plain")} "
        + $"folds{(settings.Repeats == 1 ? "" : $", drawn {settings.Repeats} times")}";

    /// <summary>A difference in standard errors: <c>+1.3</c>.</summary>
    public static string InStandardErrors(double difference, double standardError) =>
        double.IsNaN(difference) || standardError <= 0
            ? "–"
            : (difference / standardError).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    public static string CostOf(Outcome outcome)
    {
        var cost = outcome.Cost;
        string failed = cost.Failed == 0 ? "" : $", {cost.Failed} of them failed";
        string reused = cost.Reused == 0 ? "" : $", {Count(cost.Reused)} of them known already";
        string refit = cost.RefitTime <= TimeSpan.Zero
            ? ""
            : $", {Seconds(cost.RefitTime.TotalSeconds)} of it to train the best again on all rows";
        return $"{Count(cost.Fits)} fits{failed}{reused}, {Count(cost.Epochs)} epochs asked for, {Count(cost.EpochsTrained)} trained, "
            + $"{Seconds(cost.Elapsed.TotalSeconds)} by the clock{refit}{Alone(cost)}";
    }

    /// <summary>
    /// What fitting each alone would take, without a refit and without scores; empty where the search took as long for its fits.
    /// </summary>
    public static string Alone(SearchCost cost) => cost.FitTime > cost.Elapsed - cost.RefitTime
        ? $", {Seconds(cost.FitTime.TotalSeconds)} if each were fitted alone"
        : "";
}

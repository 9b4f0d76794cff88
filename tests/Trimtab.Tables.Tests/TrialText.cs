namespace Trimtab.Tables.Tests;

/// <summary>All that tables keep of a trial, as text to compare.</summary>
internal static class TrialText
{
    /// <summary>
    /// The trial's text. Times are in microseconds, as tables have them; what says where a trial was imported from is left out.
    /// </summary>
    public static string Of(Trial trial) => FormattableString.Invariant($"""
        {trial.Number} {trial.State} {trial.Violation:R} {trial.Started?.UtcTicks / 10} {trial.Duration.Ticks} {trial.Failure}
        values {Numbers(trial.Values)}
        parameters {trial.Parameters} given {trial.Given} origins {Text(trial.Origins)}
        reports {string.Join(' ', trial.Reports.Select(one => $"{one.Fold} {one.Epoch} {Numbers(one.Metrics)}"))}
        attributes {Text(trial.Attributes.Where(item => item.Key != ImportOptions.SourceAttribute))}
        warnings {string.Join(' ', trial.Warnings)}
        """);

    private static string Numbers(IReadOnlyDictionary<string, double> numbers) =>
        Text(numbers.Select(item => KeyValuePair.Create(item.Key, FormattableString.Invariant($"{item.Value:R}"))));

    private static string Text(IEnumerable<KeyValuePair<string, string>> items) =>
        string.Join(' ', items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"[{item.Key}]=[{item.Value}]"));
}

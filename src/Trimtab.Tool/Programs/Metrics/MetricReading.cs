namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A number of a program's output.</summary>
/// <param name="Value">The number; NaN where <paramref name="Unread"/> stands in its place.</param>
/// <param name="Step">How far the program was, as it says; null where it does not, so that it is no report.</param>
/// <param name="Epoch">The epoch, where the line has one beside the step.</param>
/// <param name="Unread">The text that begins as a number and is none; null, as by default, for a number.</param>
internal readonly record struct MetricReading(double Value, long? Step, long? Epoch = null, string? Unread = null)
{
    /// <summary>The reading of a text with the step of its line.</summary>
    public static MetricReading Of(NumberText number, LineStep step) => number.Value is { } value
        ? new(value, step.Step, step.Epoch)
        : new(double.NaN, null, null, number.Text);
}

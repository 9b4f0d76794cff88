namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// The epoch that the lines of a program are of: one on a line of its own, as Keras prints <c>Epoch 3/10</c>, holds for the lines after it.
/// Not thread-safe.
/// </summary>
internal sealed class EpochLines
{
    private long? _epoch;
    private bool _hasSteps;

    /// <summary>Takes note of a line. Once lines have steps, one without is no report: an epoch would be less than the steps are.</summary>
    public void Add(OutputLine line)
    {
        var (step, epoch) = line.Own();
        _epoch = epoch ?? _epoch;
        _hasSteps |= step is not null;
    }

    /// <summary>How far the program is at a line that says these itself.</summary>
    public LineStep Of(long? step, long? epoch) => step is null && epoch is null && _hasSteps
        ? default
        : LineStep.Of(step, epoch ?? _epoch);
}

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>The numbers of one metric that a program has printed so far, in bounded memory. Not thread-safe.</summary>
internal sealed class MetricValues(TakeRule rule, Direction direction)
{
    private readonly Queue<double> _last = new();

    /// <summary>
    /// Text that stands where the number that counts may be, and is none; null where all could be read, or the last one where only that
    /// counts.
    /// </summary>
    public string? Unread { get; private set; }

    /// <summary>The number that counts; null where there is none.</summary>
    public double? Value => _last.Count == 0 ? null
        : _last.Sum() is var sum && double.IsInfinity(sum) ? _last.Sum(value => value / _last.Count) // of finite numbers it is finite
        : sum / _last.Count;

    /// <summary>Takes note of a number, or of the text in its place.</summary>
    public void Add(MetricReading reading)
    {
        Unread = reading.Unread ?? (rule == TakeRule.Last ? null : Unread);
        if (reading.Unread is null)
        {
            Add(reading.Value);
        }
    }

    private void Add(double value)
    {
        if (rule.IsBest && Value is { } best && !(direction.Loss(value) < direction.Loss(best)) && !double.IsNaN(best))
        {
            return;
        }

        _last.Enqueue(value);
        if (_last.Count > rule.Count)
        {
            _last.Dequeue();
        }
    }
}

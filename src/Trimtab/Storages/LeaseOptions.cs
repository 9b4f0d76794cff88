namespace Trimtab.Storages;

/// <summary>
/// How long a worker that evaluates trials of a stored study may be silent, and how often a trial is given back. Immutable.
/// </summary>
public sealed record LeaseOptions
{
    /// <summary>
    /// For how long a trial stays its worker's without a sign of life; 1 second or more. The worker gives four of them in that time. Others
    /// measure it by their own clocks, so clocks need not agree. One that has ended on this machine is noticed at once. Default: 2 minutes.
    /// </summary>
    public TimeSpan Duration
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1)
            ? value
            : throw Setting.OutOfRange(nameof(Duration), $"Duration must be 1 second or more. Got {value.ToString("c")}.");
    } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often a trial whose worker has ended is evaluated again, 0 or more; then it has failed. A trial that ends its process each time
    /// can't hold up the study for good. Default 10.
    /// </summary>
    public int Retries { get; init => field = Setting.AtLeast(value, 0); } = 10;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

namespace Trimtab.Caching;

/// <summary>
/// The reports of one training by position, the first at 0; kept once, however many epochs it is scored at. Not thread-safe; what
/// <see cref="First"/> returns is.
/// </summary>
internal sealed class EpochReports
{
    private readonly Dictionary<int, EpochReport> _beyond = []; // those after a gap
    private EpochReport[] _known = new EpochReport[4];

    /// <summary>Reports without a gap.</summary>
    public int Count { get; private set; }

    /// <summary>Adds reports at positions from <paramref name="position"/> on; what is known stays as it is.</summary>
    public void Add(int position, IEnumerable<EpochReport> reports)
    {
        foreach (var report in reports)
        {
            if (position >= Count)
            {
                _beyond[position] = report;
            }

            position++;
        }

        while (_beyond.Remove(Count, out var next))
        {
            if (Count == _known.Length)
            {
                Array.Resize(ref _known, 2 * Count);
            }

            _known[Count++] = next;
        }
    }

    /// <summary>Adds the next report.</summary>
    public void Add(EpochReport report) => Add(Count, [report]);

    /// <summary>The first <paramref name="count"/> reports, without a copy; <see langword="null"/> where they are not all known.</summary>
    public ArraySegment<EpochReport>? First(int count) => count <= Count ? new(_known, 0, count) : null;
}

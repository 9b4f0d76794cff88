using System.Collections;

namespace Trimtab.Pruners;

/// <summary>
/// Learning curve of a trial on one fold: the pruner's metric by epoch, turned so that lower is better. Immutable; thread-safe.
/// </summary>
public sealed class LossCurve : IReadOnlyList<CurvePoint>
{
    /// <summary>The curve of a trial that reported nothing on the fold.</summary>
    public static readonly LossCurve Empty = new(new(0), 0);

    private static readonly Comparer<CurvePoint> _byEpoch = Comparer<CurvePoint>.Create((a, b) => a.Epoch.CompareTo(b.Epoch));

    private readonly Buffer _buffer; // shared with longer curves of the same trial
    private readonly CurveTree? _tree; // instead of the buffer, once an epoch was reported that is not the last

    private LossCurve(Buffer buffer, int count) => (_buffer, Count) = (buffer, count);

    private LossCurve(CurveTree tree)
        : this(Empty._buffer, tree.Count) => _tree = tree;

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The last point. There must be one.</summary>
    public CurvePoint Last => this[Count - 1];

    /// <summary>The lowest loss that is a number; NaN if there is none. O(1).</summary>
    public double Best => _tree is null ? BestOf(Count) : _tree.Best;

    /// <inheritdoc/>
    public CurvePoint this[int index] => index >= 0 && index < Count
        ? _tree is null ? _buffer.Points[index] : _tree[index]
        : throw Setting.OutOfRange(nameof(index), Invariant($"A curve of {Count} points has no point {index}."));

    /// <summary>The lowest loss of the first <paramref name="count"/> points that is a number; NaN if there is none.</summary>
    /// <remarks>O(1) where epochs were reported in their order, else O(log n).</remarks>
    public double BestOf(int count) => count == 0 ? double.NaN : _tree is null ? _buffer.Best[count - 1] : CurveTree.BestOf(_tree, count);

    /// <inheritdoc/>
    public IEnumerator<CurvePoint> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The curve with one more point; the same curve if it has one of the epoch.</summary>
    /// <remarks>O(1) on average while epochs ascend, O(n) once where they first do not, O(log n) from then on.</remarks>
    internal LossCurve With(CurvePoint point)
    {
        if (_tree is not null)
        {
            return CurveTree.With(_tree, point) is { } longer ? new(longer) : this;
        }

        if (Count == 0 || point.Epoch > Last.Epoch)
        {
            // Of several curves that share the memory, the first to be extended takes the next place; the others copy.
            var buffer = Count < _buffer.Points.Length && Interlocked.CompareExchange(ref _buffer.Used, Count + 1, Count) == Count
                ? _buffer
                : new(_buffer, Count);
            buffer.Points[Count] = point;
            buffer.Best[Count] = Count == 0 || double.IsNaN(Best) || point.Loss < Best ? point.Loss : Best;
            return new(buffer, Count + 1);
        }

        var points = _buffer.Points.AsSpan(0, Count);
        return points.BinarySearch(point, _byEpoch) >= 0 ? this : new(CurveTree.With(CurveTree.Of(points), point)!);
    }

    private sealed class Buffer(int capacity)
    {
        public readonly CurvePoint[] Points = new CurvePoint[capacity];
        public readonly double[] Best = new double[capacity]; // of the points up to each
        public int Used;

        /// <summary>A copy with room for as many points again.</summary>
        public Buffer(Buffer other, int count)
            : this(Math.Max(4, 2 * count))
        {
            Array.Copy(other.Points, Points, count);
            Array.Copy(other.Best, Best, count);
            Used = count + 1;
        }
    }
}

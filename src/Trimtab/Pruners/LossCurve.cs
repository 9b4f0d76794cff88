using System.Collections;

namespace Trimtab.Pruners;

/// <summary>
/// Learning curve of a trial on one fold: the pruner's metric by epoch, turned so that lower is better. Immutable; thread-safe.
/// </summary>
public sealed class LossCurve : IReadOnlyList<CurvePoint>
{
    /// <summary>The curve of a trial that reported nothing on the fold.</summary>
    public static readonly LossCurve Empty = new(new(0), 0);

    private readonly Buffer _buffer; // shared with longer curves of the same trial

    private LossCurve(Buffer buffer, int count) => (_buffer, Count) = (buffer, count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The last point. There must be one.</summary>
    public CurvePoint Last => this[Count - 1];

    /// <summary>The lowest loss that is a number; NaN if there is none. O(1).</summary>
    public double Best => BestOf(Count);

    /// <inheritdoc/>
    public CurvePoint this[int index] => index >= 0 && index < Count
        ? _buffer.Points[index]
        : throw Setting.OutOfRange(nameof(index), Invariant($"A curve of {Count} points has no point {index}."));

    /// <summary>The lowest loss of the first <paramref name="count"/> points that is a number; NaN if there is none. O(1).</summary>
    public double BestOf(int count) => count == 0 ? double.NaN : _buffer.Best[count - 1];

    /// <inheritdoc/>
    public IEnumerator<CurvePoint> GetEnumerator() => _buffer.Points.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The curve with one more point; the same curve if it has one of the epoch. O(1) on average where epochs ascend.</summary>
    internal LossCurve With(CurvePoint point)
    {
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

        return this.Any(other => other.Epoch == point.Epoch)
            ? this
            : this.Append(point).OrderBy(other => other.Epoch).Aggregate(Empty, (curve, next) => curve.With(next));
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

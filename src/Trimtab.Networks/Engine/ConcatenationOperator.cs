namespace Trimtab.Networks.Engine;

/// <summary>Computes a block of parts of several, one after another.</summary>
/// <param name="parts">Numbers of a part of each input: the product of its sizes from the joined axis on.</param>
internal sealed class ConcatenationOperator(int[] parts) : MergeOperator
{
    private readonly int _whole = parts.Sum() * Tile.Lanes;
    private readonly int[] _starts = [.. parts.Select((_, input) => parts.Take(input).Sum() * Tile.Lanes)];

    /// <inheritdoc/>
    public override void Forward(Pass pass, InputBlocks x, Span<float> y)
    {
        for (int input = 0; input < x.Count; input++)
        {
            int part = parts[input] * Tile.Lanes;
            var from = x[input];
            for (int position = 0; position < y.Length / _whole; position++)
            {
                from.Slice(position * part, part).CopyTo(y[((position * _whole) + _starts[input])..]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
    {
        int part = parts[input] * Tile.Lanes;
        for (int position = 0; position < dy.Length / _whole; position++)
        {
            dy.Slice((position * _whole) + _starts[input], part).CopyTo(dx[(position * part)..]);
        }
    }
}

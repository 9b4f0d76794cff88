namespace Trimtab.Networks.Engine;

/// <summary>Computes an embedding: each number of a row is replaced by the line of the table it numbers. Weights: the table.</summary>
/// <param name="length">Numbers of a row.</param>
/// <param name="lines">Lines of the table.</param>
/// <param name="width">Numbers of a line.</param>
internal sealed unsafe class EmbeddingOperator(int length, int lines, int width) : LayerOperator
{
    private AlignedBuffer _sums = new(lines, width);

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">A number is not that of a line.</exception>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* table = Weights[0].Pointer, to = Address(y);
        for (int i = 0; i < x.Length; i++)
        {
            float* line = table + ((nint)LineOf(x[i]) * width), column = to + At(i);
            for (int j = 0; j < width; j++)
            {
                column[j * Tile.Lanes] = line[j];
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        dx.Clear();
        pass.BeginSums(this);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            int rows = Math.Min(Tile.Lanes, pass.Rows - (tile * Tile.Lanes));
            for (int i = 0; i < length * Tile.Lanes; i++)
            {
                int at = (tile * length * Tile.Lanes) + i;
                if (i % Tile.Lanes < rows)
                {
                    float* sum = _sums.Pointer + ((nint)LineOf(x[at]) * width), column = Address(dy) + At(at);
                    for (int j = 0; j < width; j++)
                    {
                        sum[j] += column[j * Tile.Lanes];
                    }
                }
            }
        }

        pass.EndSums(this);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _sums.Span.CopyTo(Weights[0].Gradient);
        _sums.Span.Clear();
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        _sums.Dispose();
        _sums = ((EmbeddingOperator)first)._sums;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _sums.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Where the line for number <paramref name="index"/> of the input block begins in the output block.</summary>
    private nint At(int index) => ((nint)(index / Tile.Lanes) * width * Tile.Lanes) + (index % Tile.Lanes);

    private int LineOf(float number) => number > -1 && number < lines
        ? (int)number
        : throw new TrimtabException(Invariant($"The embedding '{Name}' takes whole numbers from 0 to {lines - 1}. Got {number}: ")
            + "number what is embedded from 0, or set InputDim to the largest number plus 1.");
}

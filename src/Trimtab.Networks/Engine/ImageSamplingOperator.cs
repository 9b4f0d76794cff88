using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Computes images whose cells come from elsewhere in the input, in training: each image has a map of its own, drawn for its place in the
/// batch. Not in training, the identity.
/// </summary>
/// <param name="rows">Rows of an image.</param>
/// <param name="columns">Columns of an image.</param>
/// <param name="channels">Channels of an image.</param>
/// <param name="draw">The map of an image, from random draws of its own.</param>
/// <param name="fill">What is outside and between cells.</param>
internal sealed unsafe class ImageSamplingOperator(
    int rows, int columns, int channels, Func<RandomStream, AffineMap> draw, ImageFill fill) : LayerOperator
{
    private readonly int _tileLength = BlockLength.Of(rows, columns, channels, Tile.Lanes);

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (!pass.IsTraining)
        {
            x.CopyTo(y);
            return;
        }

        for (int row = 0; row < pass.Tiles * Tile.Lanes; row++)
        {
            nint at = At(row);
            Sample(MapOf(pass, row), Address(x) + at, Address(y) + at, isGradient: false);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        dx.Clear();
        for (int row = 0; row < (dx.IsEmpty ? 0 : pass.Tiles * Tile.Lanes); row++)
        {
            nint at = At(row);
            Sample(MapOf(pass, row), Address(dx) + at, Address(dy) + at, isGradient: true);
        }
    }

    private AffineMap MapOf(Pass pass, int row) => draw(pass.RandomOf(Name).At(pass.FirstRow + row).Stream());

    /// <summary>Where the numbers of an image begin; they are a vector apart.</summary>
    private nint At(int row) => ((nint)(row / Tile.Lanes) * _tileLength) + (row % Tile.Lanes);

    /// <summary>Writes y = Σ weight · x, or for the gradient adds x += weight · y, for every cell of y.</summary>
    private void Sample(in AffineMap map, float* x, float* y, bool isGradient)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++, y += channels * Tile.Lanes)
            {
                var across = Between((map.XByX * column) + (map.XByY * row) + map.X, columns);
                var down = Between((map.YByX * column) + (map.YByY * row) + map.Y, rows);
                if (isGradient)
                {
                    Spread(y, x, across, down);
                }
                else
                {
                    Gather(x, y, across, down);
                }
            }
        }
    }

    private void Gather(float* x, float* y, Neighbours across, Neighbours down)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            float above = Along(x, down.First, across, channel), below = Along(x, down.Second, across, channel);
            y[channel * Tile.Lanes] = (above * (1 - down.Share)) + (below * down.Share);
        }
    }

    private float Along(float* x, int row, Neighbours across, int channel) =>
        (Cell(x, row, across.First, channel) * (1 - across.Share)) + (Cell(x, row, across.Second, channel) * across.Share);

    private float Cell(float* x, int row, int column, int channel) => row < 0 || column < 0
        ? fill.Value
        : x[((((nint)row * columns) + column) * channels + channel) * Tile.Lanes];

    private void Spread(float* dy, float* dx, Neighbours across, Neighbours down)
    {
        Add(down.First, across.First, (1 - down.Share) * (1 - across.Share));
        Add(down.First, across.Second, (1 - down.Share) * across.Share);
        Add(down.Second, across.First, down.Share * (1 - across.Share));
        Add(down.Second, across.Second, down.Share * across.Share);

        void Add(int row, int column, float share)
        {
            for (int channel = 0; channel < (row < 0 || column < 0 ? 0 : channels); channel++)
            {
                dx[((((nint)row * columns) + column) * channels + channel) * Tile.Lanes] += share * dy[channel * Tile.Lanes];
            }
        }
    }

    /// <summary>The cells on both sides of a place along an axis.</summary>
    private Neighbours Between(double place, int size)
    {
        place = Math.Clamp(place, -1e9, 1e9);
        place = fill.Mode switch
        {
            ImageFillMode.Reflect => Math.Clamp(Mirrored(place + 0.5, size) - 0.5, 0, size - 1),
            ImageFillMode.Wrap => place - (size * Math.Floor(place / size)),
            ImageFillMode.Nearest => Math.Clamp(place, 0, size - 1),
            _ => place,
        };
        place = fill.IsLinear ? place : Math.Floor(place + 0.5);
        double first = Math.Floor(place);
        return new(Inside(first, size), Inside(first + 1, size), (float)(place - first));
    }

    private static double Mirrored(double place, int size)
    {
        double within = place - (2.0 * size * Math.Floor(place / (2.0 * size)));
        return within <= size ? within : (2.0 * size) - within;
    }

    /// <summary>The cell, below 0 where it is outside; the first follows the last where the image is wrapped.</summary>
    private int Inside(double cell, int size) => cell >= 0 && cell < size ? (int)cell
        : fill.Mode == ImageFillMode.Constant ? -1
        : fill.Mode == ImageFillMode.Wrap && cell >= size ? 0
        : (int)Math.Clamp(cell, 0, size - 1);

    /// <summary>Two cells beside one another and the share of the second.</summary>
    private readonly record struct Neighbours(int First, int Second, float Share);
}

using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>A matrix cut into strips of sixteen columns, <c>[strip][row][16]</c>: what <see cref="DenseProduct"/> reads and writes lies in one piece.</summary>
/// <remarks>Columns past the last are never looked at. Not thread-safe.</remarks>
internal sealed unsafe class Strips(int rows, int columns) : IDisposable
{
    /// <summary>Columns of a strip.</summary>
    public const int Width = Tile.Lanes;

    private readonly AlignedBuffer _floats = new(Tile.Count(columns) * rows * Width);

    /// <summary>How many strips.</summary>
    public int Count { get; } = Tile.Count(columns);

    /// <summary>The first float of a strip.</summary>
    public float* Of(int strip) => _floats.Pointer + ((nint)strip * rows * Width);

    /// <summary>Columns of a strip that count: sixteen, in the last one perhaps fewer.</summary>
    public int WidthOf(int strip) => Math.Min(Width, columns - (strip * Width));

    /// <summary>Takes over <paramref name="matrix"/>: rows × columns, row-major.</summary>
    public void Pack(float* matrix)
    {
        for (int strip = 0; strip < Count; strip++)
        {
            float* from = matrix + (strip * Width);
            int width = WidthOf(strip);
            for (int row = 0; row < rows; row++)
            {
                Copy(from + ((nint)row * columns), Of(strip) + (row * Width), width);
            }
        }
    }

    /// <summary>Takes over <paramref name="matrix"/> turned: it is columns × rows, row-major; may be read up to 15 floats past its end.</summary>
    public void PackTurned(float* matrix)
    {
        for (int strip = 0; strip < Count; strip++)
        {
            float* from = matrix + ((nint)strip * Width * rows);
            if (WidthOf(strip) == Width && rows % Width == 0)
            {
                Transposition.ToTile(from, rows, Of(strip));
            }
            else
            {
                Transposition.Turn(from, WidthOf(strip), rows, Of(strip), Width);
            }
        }
    }

    /// <summary>Writes rows × columns, row-major, to <paramref name="matrix"/>.</summary>
    public void Unpack(float* matrix)
    {
        for (int strip = 0; strip < Count; strip++)
        {
            float* to = matrix + (strip * Width);
            int width = WidthOf(strip);
            for (int row = 0; row < rows; row++)
            {
                Copy(Of(strip) + (row * Width), to + ((nint)row * columns), width);
            }
        }
    }

    private static void Copy(float* from, float* to, int width)
    {
        if (width == Width)
        {
            Vector512.Load(from).Store(to);
        }
        else
        {
            new ReadOnlySpan<float>(from, width).CopyTo(new(to, width));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _floats.Dispose();
}

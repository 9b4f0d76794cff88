using Trimtab.Networks.Engine;

namespace Trimtab.Testing;

/// <summary>Rows as a user gives them, and as blocks of tiles that operators compute with.</summary>
internal static class TiledRows
{
    /// <summary>Writes rows to tiles.</summary>
    /// <param name="rows">Rows, each as long as the parts of all inputs together.</param>
    /// <param name="count">How many.</param>
    /// <param name="part">Which numbers of a row are written.</param>
    /// <param name="tiles">The block; written.</param>
    /// <param name="repeatLast">Whether lanes past the last row repeat it, as inputs do; otherwise they are 0, as gradients are.</param>
    public static void Write(float[] rows, int count, Range part, Span<float> tiles, bool repeatLast)
    {
        int width = rows.Length / count;
        var (first, length) = part.GetOffsetAndLength(width);
        for (int lane = 0; lane < tiles.Length / length; lane++)
        {
            for (int i = 0; i < length; i++)
            {
                float value = lane < count || repeatLast ? rows[(Math.Min(lane, count - 1) * width) + first + i] : 0;
                tiles[(lane / Tile.Lanes * length * Tile.Lanes) + (i * Tile.Lanes) + (lane % Tile.Lanes)] = value;
            }
        }
    }

    /// <summary>Reads tiles into some numbers of rows.</summary>
    /// <param name="tiles">The block.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="rows">The rows; written.</param>
    /// <param name="part">Which numbers of a row.</param>
    public static void Read(ReadOnlySpan<float> tiles, int count, float[] rows, Range part)
    {
        int width = rows.Length / count;
        var (first, length) = part.GetOffsetAndLength(width);
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < length; i++)
            {
                rows[(row * width) + first + i] =
                    tiles[(row / Tile.Lanes * length * Tile.Lanes) + (i * Tile.Lanes) + (row % Tile.Lanes)];
            }
        }
    }
}

using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Blocks of tiles for tests of kernels. Values are small integers: sums of their products are exact in any order.</summary>
internal static class Blocks
{
    /// <summary>Integers in ±<paramref name="limit"/>, the same for the same seed.</summary>
    public static float[] Integers(int count, ulong seed, int limit = 4)
    {
        var stream = RandomAddress.FromSeed(seed).At("integers").Stream();
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = stream.NextInt32((2 * limit) + 1) - limit;
        }

        return values;
    }

    /// <summary>Rows as tiles, <c>[tile][element][lane]</c>.</summary>
    /// <param name="rows">Rows × length, row-major.</param>
    /// <param name="length">Elements per row.</param>
    /// <param name="past">Value of lanes past the last row; null to repeat the last row, as the engine does with inputs.</param>
    public static AlignedBuffer ToTiles(float[] rows, int length, float? past = null)
    {
        int count = rows.Length / length;
        var buffer = new AlignedBuffer(Tile.Count(count) * length * Tile.Lanes);
        for (int lane = 0; lane < Tile.Count(count) * Tile.Lanes; lane++)
        {
            for (int i = 0; i < length; i++)
            {
                buffer.Span[Index(lane, i, length)] = lane < count ? rows[(lane * length) + i] : past ?? rows[((count - 1) * length) + i];
            }
        }

        return buffer;
    }

    /// <summary>The first <paramref name="count"/> rows of tiles.</summary>
    public static float[] ToRows(AlignedBuffer tiles, int length, int count)
    {
        float[] rows = new float[count * length];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < length; i++)
            {
                rows[(row * length) + i] = tiles.Span[Index(row, i, length)];
            }
        }

        return rows;
    }

    /// <summary>A buffer with these values.</summary>
    public static AlignedBuffer ToBuffer(float[] values)
    {
        var buffer = new AlignedBuffer(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private static int Index(int row, int element, int length) =>
        (((row / Tile.Lanes * length) + element) * Tile.Lanes) + (row % Tile.Lanes);
}

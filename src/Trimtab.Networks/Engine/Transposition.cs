using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Trimtab.Networks.Engine;

/// <summary>Turns matrices, and carries rows of images into tiles and back.</summary>
internal static unsafe class Transposition
{
    private const int Block = 16;

    /// <summary>Writes target[column, row] = source[row, column].</summary>
    /// <param name="source">rows × columns, row-major.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="target">columns × <paramref name="targetRow"/>, row-major, written up to column <paramref name="rows"/>.</param>
    /// <param name="targetRow">Floats from one row of the target to the next; <paramref name="rows"/> or more.</param>
    public static void Turn(float* source, int rows, int columns, float* target, int targetRow)
    {
        for (int row = 0; row < rows; row += Block)
        {
            int lastRow = Math.Min(row + Block, rows);
            for (int column = 0; column < columns; column++)
            {
                float* to = target + ((nint)column * targetRow);
                float* from = source + ((nint)row * columns) + column;
                for (int r = row; r < lastRow; r++, from += columns)
                {
                    to[r] = *from;
                }
            }
        }
    }

    /// <summary>Turns the rows of sixteen images into a tile: lane i of number n is number n of image i.</summary>
    /// <param name="images">16 × <paramref name="length"/>, row-major; may be read up to 15 floats past its end.</param>
    /// <param name="length">Numbers per image.</param>
    /// <param name="tile">[number][lane], written; so are up to 15 numbers past its end.</param>
    public static void ToTile(float* images, int length, float* tile)
    {
        if (!Avx512F.IsSupported)
        {
            Turn(images, Tile.Lanes, length, tile, Tile.Lanes);
            return;
        }

        for (int number = 0; number < length; number += Block)
        {
            TurnBlock(images + number, length, tile + (number * Tile.Lanes));
        }
    }

    /// <summary>Turns 16 × 16 numbers by interleaving rows i and i + 8 four times: each time the row's number moves one bit into the column's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBlock(float* source, int sourceRow, float* target)
    {
        var low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        var high = low + Vector512.Create(8);
        float* rows = stackalloc float[2 * Block * Block];
        float* from = source;
        int row = sourceRow;
        for (int pass = 0; pass < 4; pass++)
        {
            float* to = pass == 3 ? target : rows + ((pass & 1) * Block * Block);
            for (int i = 0; i < Block / 2; i++)
            {
                Vector512<float> a = Vector512.Load(from + (i * row)), b = Vector512.Load(from + ((i + 8) * row));
                Avx512F.PermuteVar16x32x2(a, low, b).Store(to + (2 * i * Block));
                Avx512F.PermuteVar16x32x2(a, high, b).Store(to + (((2 * i) + 1) * Block));
            }

            from = to;
            row = Block;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Transposition of matrices, and of rows of images to tiles.</summary>
internal static unsafe class Transposition
{
    private const int Block = 16;

    /// <summary>Writes target[column, row] = source[row, column].</summary>
    /// <param name="source">rows × columns, row-major.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="target">columns × <paramref name="targetRow"/>, row-major, written up to column <paramref name="rows"/>.</param>
    /// <param name="targetRow">Floats from one row of the target to the next; <paramref name="rows"/> or more.</param>
    public static void Transpose(float* source, int rows, int columns, float* target, int targetRow)
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

    /// <summary>Transposes the rows of sixteen images to a tile: lane i of element n is element n of image i.</summary>
    /// <param name="images">16 × <paramref name="length"/>, row-major; may be read up to 15 floats past its end.</param>
    /// <param name="length">Elements per image.</param>
    /// <param name="tile"><c>[element][lane]</c>, written; so are up to 15 elements past its end.</param>
    public static void ToTile(float* images, int length, float* tile)
    {
        float** rows = stackalloc float*[Tile.Lanes];
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            rows[lane] = images + ((nint)lane * length);
        }

        int transposed = ToTile(rows, length + Block - 1, tile);
        if (transposed < length)
        {
            Transpose(images, Tile.Lanes, length, tile, Tile.Lanes);
        }
    }

    /// <summary>Transposes sixteen separate rows to a tile, sixteen elements of each at a time.</summary>
    /// <param name="rows">Addresses of the rows.</param>
    /// <param name="length">Elements of each row; the remainder of a division by 16 is not transposed.</param>
    /// <param name="tile"><c>[element][lane]</c>, written.</param>
    /// <returns>Number of elements transposed per row; 0 without vectors of 256 bits.</returns>
    public static int ToTile(float** rows, int length, float* tile)
    {
        if (!Processor.Has256Bits)
        {
            return 0;
        }

        int number = 0;
        for (; number + Block <= length; number += Block)
        {
            if (Processor.Has512Bits)
            {
                TransposeBlock(rows, number, tile + (number * Tile.Lanes));
                continue;
            }

            for (int half = 0; half < Block; half += Block / 2)
            {
                TransposeQuarter(rows, number + half, tile + ((number + half) * Tile.Lanes));
                TransposeQuarter(rows + (Block / 2), number + half, tile + ((number + half) * Tile.Lanes) + (Block / 2));
            }
        }

        return number;
    }

    /// <summary>
    /// Transposes 16 × 16 elements by interleaving rows i and i + 8 four times; each time, one bit of the row index moves to the column
    /// index.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBlock(float** rows, int column, float* target)
    {
        Vector512<float> a0 = Load(rows[0] + column), a1 = Load(rows[1] + column);
        Vector512<float> a2 = Load(rows[2] + column), a3 = Load(rows[3] + column);
        Vector512<float> a4 = Load(rows[4] + column), a5 = Load(rows[5] + column);
        Vector512<float> a6 = Load(rows[6] + column), a7 = Load(rows[7] + column);
        Vector512<float> a8 = Load(rows[8] + column), a9 = Load(rows[9] + column);
        Vector512<float> a10 = Load(rows[10] + column), a11 = Load(rows[11] + column);
        Vector512<float> a12 = Load(rows[12] + column), a13 = Load(rows[13] + column);
        Vector512<float> a14 = Load(rows[14] + column), a15 = Load(rows[15] + column);
        Vector512<float> b0 = Low(a0, a8), b1 = High(a0, a8), b2 = Low(a1, a9), b3 = High(a1, a9);
        Vector512<float> b4 = Low(a2, a10), b5 = High(a2, a10), b6 = Low(a3, a11), b7 = High(a3, a11);
        Vector512<float> b8 = Low(a4, a12), b9 = High(a4, a12), b10 = Low(a5, a13), b11 = High(a5, a13);
        Vector512<float> b12 = Low(a6, a14), b13 = High(a6, a14), b14 = Low(a7, a15), b15 = High(a7, a15);
        Vector512<float> c0 = Low(b0, b8), c1 = High(b0, b8), c2 = Low(b1, b9), c3 = High(b1, b9);
        Vector512<float> c4 = Low(b2, b10), c5 = High(b2, b10), c6 = Low(b3, b11), c7 = High(b3, b11);
        Vector512<float> c8 = Low(b4, b12), c9 = High(b4, b12), c10 = Low(b5, b13), c11 = High(b5, b13);
        Vector512<float> c12 = Low(b6, b14), c13 = High(b6, b14), c14 = Low(b7, b15), c15 = High(b7, b15);
        Vector512<float> d0 = Low(c0, c8), d1 = High(c0, c8), d2 = Low(c1, c9), d3 = High(c1, c9);
        Vector512<float> d4 = Low(c2, c10), d5 = High(c2, c10), d6 = Low(c3, c11), d7 = High(c3, c11);
        Vector512<float> d8 = Low(c4, c12), d9 = High(c4, c12), d10 = Low(c5, c13), d11 = High(c5, c13);
        Vector512<float> d12 = Low(c6, c14), d13 = High(c6, c14), d14 = Low(c7, c15), d15 = High(c7, c15);
        Low(d0, d8).Store(target + 0);
        High(d0, d8).Store(target + 16);
        Low(d1, d9).Store(target + 32);
        High(d1, d9).Store(target + 48);
        Low(d2, d10).Store(target + 64);
        High(d2, d10).Store(target + 80);
        Low(d3, d11).Store(target + 96);
        High(d3, d11).Store(target + 112);
        Low(d4, d12).Store(target + 128);
        High(d4, d12).Store(target + 144);
        Low(d5, d13).Store(target + 160);
        High(d5, d13).Store(target + 176);
        Low(d6, d14).Store(target + 192);
        High(d6, d14).Store(target + 208);
        Low(d7, d15).Store(target + 224);
        High(d7, d15).Store(target + 240);
    }

    /// <summary>Transposes 8 × 8 elements: pairs of rows, pairs of pairs, then halves of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeQuarter(float** rows, int column, float* target)
    {
        Vector256<float> a0 = Vector256.Load(rows[0] + column), a1 = Vector256.Load(rows[1] + column);
        Vector256<float> a2 = Vector256.Load(rows[2] + column), a3 = Vector256.Load(rows[3] + column);
        Vector256<float> a4 = Vector256.Load(rows[4] + column), a5 = Vector256.Load(rows[5] + column);
        Vector256<float> a6 = Vector256.Load(rows[6] + column), a7 = Vector256.Load(rows[7] + column);
        Vector256<float> b0 = Avx.UnpackLow(a0, a1), b1 = Avx.UnpackHigh(a0, a1), b2 = Avx.UnpackLow(a2, a3), b3 = Avx.UnpackHigh(a2, a3);
        Vector256<float> b4 = Avx.UnpackLow(a4, a5), b5 = Avx.UnpackHigh(a4, a5), b6 = Avx.UnpackLow(a6, a7), b7 = Avx.UnpackHigh(a6, a7);
        StoreHalves(Avx.Shuffle(b0, b2, 0x44), Avx.Shuffle(b4, b6, 0x44), target);
        StoreHalves(Avx.Shuffle(b0, b2, 0xEE), Avx.Shuffle(b4, b6, 0xEE), target + Tile.Lanes);
        StoreHalves(Avx.Shuffle(b1, b3, 0x44), Avx.Shuffle(b5, b7, 0x44), target + (2 * Tile.Lanes));
        StoreHalves(Avx.Shuffle(b1, b3, 0xEE), Avx.Shuffle(b5, b7, 0xEE), target + (3 * Tile.Lanes));
    }

    /// <summary>Stores the lower halves of two vectors as one element, and their upper halves as the fourth after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<float> a, Vector256<float> b, float* target)
    {
        Avx.Permute2x128(a, b, 0x20).Store(target);
        Avx.Permute2x128(a, b, 0x31).Store(target + (4 * Tile.Lanes));
    }

    /// <summary>Interleaves the first eight elements of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Low(Vector512<float> a, Vector512<float> b) =>
        Avx512F.PermuteVar16x32x2(a, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), b);

    /// <summary>Interleaves the last eight elements of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> High(Vector512<float> a, Vector512<float> b) =>
        Avx512F.PermuteVar16x32x2(a, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), b);
}

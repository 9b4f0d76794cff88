using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Trimtab.Data;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Which input cells each output cell of a pooling looks at, clipped to the input: cells outside do not count.</summary>
internal readonly record struct PoolingPath(
    int InputRows, int InputColumns, int Channels, int Rows, int Columns, int PoolRows, int PoolColumns, int StrideRows, int StrideColumns, int PadTop, int PadLeft)
{
    /// <summary>Floats of one tile of input.</summary>
    public int InputLength => InputRows * InputColumns * Channels * Tile.Lanes;

    /// <summary>Floats of one tile of output.</summary>
    public int OutputLength => Rows * Columns * Channels * Tile.Lanes;

    /// <summary>Whether every cell of the input is in one window and in no other.</summary>
    public bool IsPartition => StrideRows == PoolRows && StrideColumns == PoolColumns
        && (Rows * PoolRows) - PadTop >= InputRows && (Columns * PoolColumns) - PadLeft >= InputColumns;

    /// <summary>Lays windows over images; <see langword="null"/> when not one fits.</summary>
    public static PoolingPath? Over(Shape input, Size2D pool, Size2D strides, Padding padding)
    {
        var rows = WindowGeometry.Along(input[0], pool.Rows, strides.Rows, padding);
        var columns = WindowGeometry.Along(input[1], pool.Columns, strides.Columns, padding);
        return rows.Output < 1 || columns.Output < 1
            ? null
            : new(input[0], input[1], input[2], rows.Output, columns.Output, pool.Rows, pool.Columns, strides.Rows, strides.Columns, rows.Before, columns.Before);
    }

    /// <summary>One window over whole images.</summary>
    public static PoolingPath Whole(Shape input) => Over(input, (input[0], input[1]), 1, Padding.Valid)!.Value;

    /// <summary>The cells of output (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public Window At(int row, int column)
    {
        int top = (row * StrideRows) - PadTop, left = (column * StrideColumns) - PadLeft;
        return new(Math.Max(top, 0), Math.Min(top + PoolRows, InputRows), Math.Max(left, 0), Math.Min(left + PoolColumns, InputColumns));
    }

    /// <summary>Input rows [Top, Bottom) and columns [Left, Right).</summary>
    public readonly record struct Window(int Top, int Bottom, int Left, int Right)
    {
        /// <summary>How many cells.</summary>
        public int Count => (Bottom - Top) * (Right - Left);

        /// <summary>The members as text, the same in every culture.</summary>
        public override string ToString() => InvariantText.Record(this, PrintMembers);
    }
}

/// <summary>Maximum and average over windows of one tile.</summary>
internal static unsafe class Pooling
{
    /// <summary>Writes each window's maximum and which cell it was: the first in row-major order on ties.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="x">[row][column][channel][lane].</param>
    /// <param name="y">Likewise for the output; written.</param>
    /// <param name="cells">As long as <paramref name="y"/>, written: the position of the maximum in its window; null when nobody will ask.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Maximum(in PoolingPath path, float* x, float* y, int* cells)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.InputColumns * position;
        for (int row = 0; row < path.Rows; row++)
        {
            for (int column = 0; column < path.Columns; column++)
            {
                var window = path.At(row, column);
                float* corner = x + (window.Top * inputRow) + (window.Left * position);
                int height = window.Bottom - window.Top, width = window.Right - window.Left;
                for (int channel = 0; channel < path.Channels; channel++, corner += Tile.Lanes, y += Tile.Lanes)
                {
                    var best = Load(corner);
                    var cell = Vector512<int>.Zero;
                    int index = 0;
                    for (int r = 0; r < height; r++)
                    {
                        float* from = corner + (r * inputRow);
                        for (int c = 0; c < width; c++, from += position, index++)
                        {
                            var value = Load(from);
                            var larger = Vector512.GreaterThan(value, best) | ~Vector512.Equals(value, value); // NaN wins, so that it is seen
                            best = Vector512.ConditionalSelect(larger, value, best);
                            cell = Vector512.ConditionalSelect(larger.AsInt32(), Vector512.Create(index), cell);
                        }
                    }

                    best.Store(y);
                    if (cells is not null)
                    {
                        cell.Store(cells);
                        cells += Tile.Lanes;
                    }
                }
            }
        }
    }

    /// <summary>Hands each output's gradient to the cell that was the maximum.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="cells">What <see cref="Maximum"/> wrote.</param>
    /// <param name="dy">The gradient with respect to the output.</param>
    /// <param name="dx">That with respect to the input; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaximumGradient(in PoolingPath path, int* cells, float* dy, float* dx)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.InputColumns * position;
        bool isPartition = path.IsPartition;
        if (!isPartition)
        {
            new Span<float>(dx, path.InputRows * inputRow).Clear();
        }

        for (int row = 0; row < path.Rows; row++)
        {
            for (int column = 0; column < path.Columns; column++)
            {
                var window = path.At(row, column);
                float* corner = dx + (window.Top * inputRow) + (window.Left * position);
                int height = window.Bottom - window.Top, width = window.Right - window.Left;
                for (int channel = 0; channel < path.Channels; channel++, corner += Tile.Lanes, dy += Tile.Lanes, cells += Tile.Lanes)
                {
                    var gradient = Load(dy);
                    var cell = Vector512.Load(cells);
                    int index = 0;
                    for (int r = 0; r < height; r++)
                    {
                        float* to = corner + (r * inputRow);
                        for (int c = 0; c < width; c++, to += position, index++)
                        {
                            var mine = Vector512.Equals(cell, Vector512.Create(index)).AsSingle();
                            var share = gradient & mine;
                            (isPartition ? share : Load(to) + share).Store(to);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Writes each window's mean over the cells it has inside the input.</summary>
    public static void Average(in PoolingPath path, float* x, float* y)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.InputColumns * position;
        for (int row = 0; row < path.Rows; row++)
        {
            for (int column = 0; column < path.Columns; column++)
            {
                var window = path.At(row, column);
                var share = Vector512.Create(1f / window.Count);
                for (int channel = 0; channel < path.Channels; channel++, y += Tile.Lanes)
                {
                    var sum = Vector512<float>.Zero;
                    for (int r = window.Top; r < window.Bottom; r++)
                    {
                        for (int c = window.Left; c < window.Right; c++)
                        {
                            sum += Load(x + (r * inputRow) + (c * position) + (channel * Tile.Lanes));
                        }
                    }

                    (sum * share).Store(y);
                }
            }
        }
    }

    /// <summary>Shares each output's gradient among its window's cells.</summary>
    public static void AverageGradient(in PoolingPath path, float* dy, float* dx)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.InputColumns * position;
        new Span<float>(dx, path.InputRows * inputRow).Clear();
        for (int row = 0; row < path.Rows; row++)
        {
            for (int column = 0; column < path.Columns; column++)
            {
                var window = path.At(row, column);
                var share = Vector512.Create(1f / window.Count);
                for (int channel = 0; channel < path.Channels; channel++, dy += Tile.Lanes)
                {
                    var gradient = Load(dy) * share;
                    for (int r = window.Top; r < window.Bottom; r++)
                    {
                        for (int c = window.Left; c < window.Right; c++)
                        {
                            float* to = dx + (r * inputRow) + (c * position) + (channel * Tile.Lanes);
                            (Load(to) + gradient).Store(to);
                        }
                    }
                }
            }
        }
    }
}

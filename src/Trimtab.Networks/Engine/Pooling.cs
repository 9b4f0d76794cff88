using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Geometry of a pooling: the input cells each output cell aggregates, clipped to the input. Padding cells are not counted.
/// </summary>
/// <param name="RowAxis">Windows along the rows.</param>
/// <param name="ColumnAxis">Windows along the columns.</param>
/// <param name="Channels">Channels, each pooled separately.</param>
internal readonly record struct PoolingPath(WindowGeometry RowAxis, WindowGeometry ColumnAxis, int Channels)
{
    /// <summary>Output rows.</summary>
    public int Rows => RowAxis.Output;

    /// <summary>Output columns.</summary>
    public int Columns => ColumnAxis.Output;

    /// <summary>Floats of one tile of input.</summary>
    public int InputLength { get; } = BlockLength.Of(RowAxis.Input, ColumnAxis.Input, Channels, Tile.Lanes);

    /// <summary>Floats of one tile of output.</summary>
    public int OutputLength { get; } = BlockLength.Of(RowAxis.Output, ColumnAxis.Output, Channels, Tile.Lanes);

    /// <summary>Floats of one row of a tile of output.</summary>
    public int OutputRow => Columns * Channels * Tile.Lanes;

    /// <summary>Floats of one row of a tile of input.</summary>
    public int InputRow => ColumnAxis.Input * Channels * Tile.Lanes;

    /// <summary>Whether every input cell lies in exactly one window.</summary>
    public bool IsPartition => IsPartitioned(RowAxis) && IsPartitioned(ColumnAxis);

    /// <summary>One window over whole images.</summary>
    public static PoolingPath Global(int rows, int columns, int channels) =>
        new(WindowGeometry.Valid(rows, rows, 1), WindowGeometry.Valid(columns, columns, 1), channels);

    /// <summary>The input cells of output cell (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public Window At(int row, int column)
    {
        int top = (row * RowAxis.Stride) - RowAxis.Before, left = (column * ColumnAxis.Stride) - ColumnAxis.Before;
        return new(
            Math.Max(top, 0),
            Math.Min(top + RowAxis.Window, RowAxis.Input),
            Math.Max(left, 0),
            Math.Min(left + ColumnAxis.Window, ColumnAxis.Input));
    }

    private static bool IsPartitioned(WindowGeometry axis) =>
        axis.Stride == axis.Window && (axis.Output * axis.Window) - axis.Before >= axis.Input;

    /// <summary>Input rows [Top, Bottom) and columns [Left, Right).</summary>
    public readonly record struct Window(int Top, int Bottom, int Left, int Right)
    {
        /// <summary>Number of cells.</summary>
        public int Count => (Bottom - Top) * (Right - Left);

        /// <summary>The members as text, the same in every culture.</summary>
        public override string ToString() => InvariantText.Record(this, PrintMembers);
    }
}

/// <summary>Max and average pooling of one tile, with their gradients.</summary>
internal static unsafe class Pooling
{
    /// <summary>Writes the maximum of each window and the index of its cell; on ties, the first in row-major order.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="x">The input, <c>[row][column][channel][lane]</c>.</param>
    /// <param name="y">The output, in the same layout; written.</param>
    /// <param name="cells">As long as <paramref name="y"/>, written: the index of the maximum in its window. Null if no gradient is
    /// needed.</param>
    public static void Maximum(in PoolingPath path, float* x, float* y, int* cells)
    {
        for (int row = 0; row < path.Rows; row++, y += path.OutputRow)
        {
            MaximumOfRow(path, row, x + (path.At(row, 0).Top * path.InputRow), y, cells);
            cells = cells is null ? null : cells + path.OutputRow;
        }
    }

    /// <summary>As <see cref="Maximum"/>, of one row of windows.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="row">The output row.</param>
    /// <param name="x">The first input row of the windows.</param>
    /// <param name="y">The output row; written.</param>
    /// <param name="cells">As long as <paramref name="y"/>, written; or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaximumOfRow(in PoolingPath path, int row, float* x, float* y, int* cells)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.InputRow;
        for (int column = 0; column < path.Columns; column++)
        {
            var window = path.At(row, column);
            float* corner = x + (window.Left * position);
            int height = window.Bottom - window.Top, width = window.Right - window.Left;
            for (int channel = 0; channel < path.Channels; channel++, corner += Tile.Lanes, y += Tile.Lanes)
            {
                var best = Load(corner);
                var cell = Vector512<int>.Zero;
                if (height == 2 && width == 2)
                {
                    Compare(Load(corner + position), 1, ref best, ref cell);
                    Compare(Load(corner + inputRow), 2, ref best, ref cell);
                    Compare(Load(corner + inputRow + position), 3, ref best, ref cell);
                }
                else
                {
                    for (int r = 0, index = 0; r < height; r++)
                    {
                        for (int c = 0; c < width; c++, index++)
                        {
                            Compare(Load(corner + (r * inputRow) + (c * position)), index, ref best, ref cell);
                        }
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

    /// <summary>Adds the gradient of each output to the input cell that was the maximum.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="cells">The indices written by <see cref="Maximum"/>.</param>
    /// <param name="dy">The gradient with respect to the output.</param>
    /// <param name="dx">The gradient with respect to the input; written.</param>
    public static void MaximumGradient(in PoolingPath path, int* cells, float* dy, float* dx)
    {
        if (!path.IsPartition)
        {
            new Span<float>(dx, path.InputLength).Clear();
        }

        for (int row = 0; row < path.Rows; row++, dy += path.OutputRow, cells += path.OutputRow)
        {
            MaximumGradientOfRow(path, row, cells, dy, dx + (path.At(row, 0).Top * path.InputRow), path.InputRow);
        }
    }

    /// <summary>As <see cref="MaximumGradient"/>, of one row of windows. Cells of several windows must be 0 before.</summary>
    /// <param name="path">The geometry.</param>
    /// <param name="row">The output row.</param>
    /// <param name="cells">The indices written by <see cref="MaximumOfRow"/>.</param>
    /// <param name="dy">The gradient with respect to the output row.</param>
    /// <param name="dx">The gradient with respect to the first input row of the windows; written, or added to where windows
    /// overlap.</param>
    /// <param name="dxRow">Floats from one row of <paramref name="dx"/> to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaximumGradientOfRow(in PoolingPath path, int row, int* cells, float* dy, float* dx, int dxRow)
    {
        int position = path.Channels * Tile.Lanes;
        bool isPartition = path.IsPartition;
        for (int column = 0; column < path.Columns; column++)
        {
            var window = path.At(row, column);
            float* corner = dx + (window.Left * position);
            int height = window.Bottom - window.Top, width = window.Right - window.Left;
            for (int channel = 0; channel < path.Channels; channel++, corner += Tile.Lanes, dy += Tile.Lanes, cells += Tile.Lanes)
            {
                var gradient = Load(dy);
                var cell = Vector512.Load(cells);
                if (isPartition && height == 2 && width == 2)
                {
                    Share(gradient, cell, 0).Store(corner);
                    Share(gradient, cell, 1).Store(corner + position);
                    Share(gradient, cell, 2).Store(corner + dxRow);
                    Share(gradient, cell, 3).Store(corner + dxRow + position);
                    continue;
                }

                for (int r = 0, index = 0; r < height; r++)
                {
                    float* to = corner + (r * dxRow);
                    for (int c = 0; c < width; c++, to += position, index++)
                    {
                        var share = Share(gradient, cell, index);
                        (isPartition ? share : Load(to) + share).Store(to);
                    }
                }
            }
        }
    }

    /// <summary>Writes the mean of each window over its cells inside the input.</summary>
    public static void Average(in PoolingPath path, float* x, float* y)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.ColumnAxis.Input * position;
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

    /// <summary>Distributes the gradient of each output equally over the cells of its window.</summary>
    public static void AverageGradient(in PoolingPath path, float* dy, float* dx)
    {
        int position = path.Channels * Tile.Lanes, inputRow = path.ColumnAxis.Input * position;
        new Span<float>(dx, path.RowAxis.Input * inputRow).Clear();
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

    /// <summary>Compares the maximum so far with the value of one more cell. NaN counts as larger, so that it propagates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compare(Vector512<float> value, int index, ref Vector512<float> best, ref Vector512<int> cell)
    {
        var larger = Vector512.GreaterThan(value, best) | ~Vector512.Equals(value, value);
        best = Vector512.ConditionalSelect(larger, value, best);
        cell = Vector512.ConditionalSelect(larger.AsInt32(), Vector512.Create(index), cell);
    }

    /// <summary>The gradient in lanes where the maximum was the cell <paramref name="index"/>, elsewhere 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Share(Vector512<float> gradient, Vector512<int> cell, int index) =>
        gradient & Vector512.Equals(cell, Vector512.Create(index)).AsSingle();
}

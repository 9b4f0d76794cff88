using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Computes a depthwise convolution: y[·, i·m + j] = f(x[·, i] ⋆ w[·, i, j] + b). Weights: kernel, bias.</summary>
/// <remarks>Cells outside the image are left out. Sums run over the taps, of gradients over the positions, in row-major order.</remarks>
internal sealed unsafe class DepthwiseConvolutionOperator : LayerOperator
{
    private readonly WindowGeometry _rows, _columns;
    private readonly int _channels, _multiplier, _inputLength, _outputLength;
    private readonly IActivationFunction _activation;
    private readonly bool _useBias;
    private AlignedBuffer _kernelSums, _biasSums;
    private AlignedBuffer? _preactivations;

    /// <param name="rows">The windows along the rows.</param>
    /// <param name="columns">The windows along the columns.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="multiplier">Kernels per channel.</param>
    /// <param name="activation">f.</param>
    /// <param name="useBias">Whether there is a bias b.</param>
    public DepthwiseConvolutionOperator(
        WindowGeometry rows, WindowGeometry columns, int channels, int multiplier, IActivationFunction activation, bool useBias)
    {
        (_rows, _columns, _channels, _multiplier, _activation, _useBias) = (rows, columns, channels, multiplier, activation, useBias);
        _inputLength = BlockLength.Of(rows.Input, columns.Input, channels, Tile.Lanes);
        _outputLength = BlockLength.Of(rows.Output, columns.Output, channels, multiplier, Tile.Lanes);
        _kernelSums = new(rows.Window, columns.Window, channels, multiplier, Tile.Lanes);
        _biasSums = new(Outputs, Tile.Lanes);
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    private int Outputs => _channels * _multiplier;

    private bool IsLinear => _activation.Form == ActivationForm.Identity;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _preactivations?.Dispose();
        _preactivations = _activation.NeedsInput ? new(tiles, _outputLength) : null;
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* output = _preactivations is null ? Address(y) : _preactivations.Pointer;
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            for (int row = 0; row < _rows.Output; row++)
            {
                for (int column = 0; column < _columns.Output; column++)
                {
                    Position(Address(x) + ((nint)tile * _inputLength), row, column, output + ((nint)tile * _outputLength));
                }
            }
        }

        if (!IsLinear)
        {
            _activation.Forward(new(output, y.Length), y, Outputs);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!IsLinear)
        {
            _activation.Backward(_preactivations is null ? [] : _preactivations.Span[..dy.Length], y, dy, Outputs);
        }

        pass.BeginSums(this);
        BiasGradient.Accumulate(dy, _biasSums);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            ForEachTap(Address(x) + ((nint)tile * _inputLength), Address(dy) + ((nint)tile * _outputLength), null);
        }

        pass.EndSums(this);
        dx.Clear();
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            ForEachTap(null, Address(dy) + ((nint)tile * _outputLength), Address(dx) + ((nint)tile * _inputLength));
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        BiasGradient.Finish(_kernelSums, Weights[0].Gradient);
        BiasGradient.Finish(_biasSums, _useBias ? Weights[1].Gradient : []);
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (DepthwiseConvolutionOperator)first;
        _kernelSums.Dispose();
        _biasSums.Dispose();
        (_kernelSums, _biasSums) = (other._kernelSums, other._biasSums);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _kernelSums.Dispose();
        _biasSums.Dispose();
        _preactivations?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The windows whose tap at <paramref name="offset"/> lies within the image.</summary>
    private static (int First, int End) Inside(WindowGeometry axis, int offset)
    {
        int first = Math.Max(0, (axis.Before - offset + axis.Stride - 1) / axis.Stride);
        int last = axis.Input - 1 + axis.Before - offset;
        return (first, last < 0 ? 0 : Math.Min(axis.Output, (last / axis.Stride) + 1));
    }

    /// <summary>Computes all channels at one position of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Position(float* x, int row, int column, float* y)
    {
        int top = (row * _rows.Stride) - _rows.Before, left = (column * _columns.Stride) - _columns.Before;
        int firstRow = Math.Max(0, -top), endRow = Math.Min(_rows.Window, _rows.Input - top);
        int firstColumn = Math.Max(0, -left), endColumn = Math.Min(_columns.Window, _columns.Input - left);
        float* kernel = Weights[0].Pointer, bias = _useBias ? Weights[1].Pointer : null;
        y += ((nint)(row * _columns.Output) + column) * Outputs * Tile.Lanes;
        for (int output = 0; output < Outputs; output++, y += Tile.Lanes)
        {
            var sum = bias is null ? default : Broadcast(bias + output);
            for (int r = firstRow; r < endRow; r++)
            {
                nint cell = ((nint)(top + r) * _columns.Input) + left + firstColumn;
                float* from = x + (((cell * _channels) + (output / _multiplier)) * Tile.Lanes);
                float* tap = kernel + (((nint)(r * _columns.Window) + firstColumn) * Outputs) + output;
                for (int c = firstColumn; c < endColumn; c++, from += _channels * Tile.Lanes, tap += Outputs)
                {
                    sum = MultiplyAdd(Load(from), Broadcast(tap), sum);
                }
            }

            sum.StoreAligned(y);
        }
    }

    /// <summary>
    /// Adds what a tile contributes to the gradient of the kernel, where <paramref name="x"/> is given, or to that of the input.
    /// </summary>
    private void ForEachTap(float* x, float* dy, float* dx)
    {
        for (int r = 0; r < _rows.Window; r++)
        {
            for (int c = 0; c < _columns.Window; c++)
            {
                var (firstRow, endRow) = Inside(_rows, r);
                var (firstColumn, endColumn) = Inside(_columns, c);
                for (int row = firstRow; row < endRow; row++)
                {
                    nint cell = ((nint)((row * _rows.Stride) + r - _rows.Before) * _columns.Input)
                        + (firstColumn * _columns.Stride) + c - _columns.Before;
                    nint first = cell * _channels * Tile.Lanes;
                    float* from = dy + (((nint)(row * _columns.Output) + firstColumn) * Outputs * Tile.Lanes);
                    nint tap = (nint)((r * _columns.Window) + c) * Outputs;
                    if (dx is null)
                    {
                        AddProducts(x + first, from, endColumn - firstColumn, _kernelSums.Pointer + (tap * Tile.Lanes));
                    }
                    else
                    {
                        AddShares(dx + first, from, endColumn - firstColumn, Weights[0].Pointer + tap);
                    }
                }
            }
        }
    }

    /// <summary>Adds x·dy along a row to the sums of one tap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddProducts(float* x, float* dy, int count, float* sums)
    {
        int step = _columns.Stride * _channels * Tile.Lanes;
        for (int output = 0; output < Outputs; output++, dy += Tile.Lanes, sums += Tile.Lanes)
        {
            float* from = x + (output / _multiplier * Tile.Lanes), gradient = dy;
            var sum = Load(sums);
            for (int i = 0; i < count; i++, from += step, gradient += Outputs * Tile.Lanes)
            {
                sum = MultiplyAdd(Load(from), Load(gradient), sum);
            }

            sum.StoreAligned(sums);
        }
    }

    /// <summary>Adds dy·w along a row to the gradient of the input, for one tap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddShares(float* dx, float* dy, int count, float* tap)
    {
        int step = _columns.Stride * _channels * Tile.Lanes;
        for (int output = 0; output < Outputs; output++, dy += Tile.Lanes)
        {
            float* to = dx + (output / _multiplier * Tile.Lanes), gradient = dy;
            var weight = Broadcast(tap + output);
            for (int i = 0; i < count; i++, to += step, gradient += Outputs * Tile.Lanes)
            {
                MultiplyAdd(Load(gradient), weight, Load(to)).StoreAligned(to);
            }
        }
    }
}

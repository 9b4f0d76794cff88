using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>A convolution as loops over rows, columns, channels and filters in double, after its definition.</summary>
internal sealed record PlainConvolution(WindowGeometry Rows, WindowGeometry Columns, int Channels, int Filters)
{
    public int InputLength => Rows.Input * Columns.Input * Channels;

    public int OutputLength => Rows.Output * Columns.Output * Filters;

    public int KernelLength => Rows.Window * Columns.Window * Channels * Filters;

    /// <summary>
    /// A random geometry: kernels from 1 to 5 cells, strides from 1 to 3, images down to one row or column, odd numbers of channels.
    /// </summary>
    public static PlainConvolution Draw(int seed)
    {
        var stream = RandomAddress.FromSeed((ulong)seed).At("geometry").Stream();
        bool same = stream.NextInt32(2) == 0;
        return new(Axis(), Axis(), 1 + stream.NextInt32(7), 1 + stream.NextInt32(9));

        WindowGeometry Axis()
        {
            int window = 1 + stream.NextInt32(5), stride = 1 + stream.NextInt32(3);
            int input = same ? 1 + stream.NextInt32(9) : window + stream.NextInt32(8);
            return same ? WindowGeometry.Same(input, window, stride) : WindowGeometry.Valid(input, window, stride);
        }
    }

    /// <summary>y[r, c, o] = b[o] + Σ x[r·s + u, c·s + v, i] · w[u, v, i, o].</summary>
    public double[] Forward(ReadOnlySpan<float> x, float[] kernel, float[]? bias)
    {
        double[] y = new double[OutputLength];
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = bias is null ? 0 : bias[o % Filters];
        }

        foreach (var (output, input, weight) in Products())
        {
            y[output] += (double)x[input] * kernel[weight];
        }

        return y;
    }

    /// <summary>Adds the gradients of one image: with respect to its input, the kernel and the bias.</summary>
    public void Backward(ReadOnlySpan<float> x, float[] kernel, ReadOnlySpan<float> dy, double[] dx, double[] dKernel, double[] dBias)
    {
        foreach (var (output, input, weight) in Products())
        {
            dx[input] += (double)dy[output] * kernel[weight];
            dKernel[weight] += (double)dy[output] * x[input];
        }

        for (int output = 0; output < dy.Length; output++)
        {
            dBias[output % Filters] += dy[output];
        }
    }

    public override string ToString() =>
        $"{Rows.Input}x{Columns.Input}x{Channels}, {Rows.Window}x{Columns.Window} by {Rows.Stride}x{Columns.Stride}, {Filters}";

    /// <summary>The indices of each product: of the output, the input and the weight. Padding cells are left out: they are zero.</summary>
    private IEnumerable<(int Output, int Input, int Weight)> Products() =>
        from r in Enumerable.Range(0, Rows.Output)
        from c in Enumerable.Range(0, Columns.Output)
        from u in Enumerable.Range(0, Rows.Window)
        from v in Enumerable.Range(0, Columns.Window)
        let row = (r * Rows.Stride) + u - Rows.Before
        let column = (c * Columns.Stride) + v - Columns.Before
        where row >= 0 && row < Rows.Input && column >= 0 && column < Columns.Input
        from i in Enumerable.Range(0, Channels)
        from o in Enumerable.Range(0, Filters)
        select (
            (((r * Columns.Output) + c) * Filters) + o,
            (((row * Columns.Input) + column) * Channels) + i,
            (((((u * Columns.Window) + v) * Channels) + i) * Filters) + o);
}

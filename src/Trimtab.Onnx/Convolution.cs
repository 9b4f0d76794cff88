using Trimtab.Networks;
using Trimtab.Networks.Engine;

namespace Trimtab.Onnx;

/// <summary>
/// Convolutions and poolings. ONNX has channels before positions, so the value is transposed before and after; one axis of positions
/// or two.
/// </summary>
internal static class Convolution
{
    /// <summary>A convolution, without bias and activation.</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="value">Input; its channels are the last axis.</param>
    /// <param name="kernel">Keras's kernel: positions × input channels × outputs.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="windows">Windows along each axis of positions.</param>
    public static string Convolve(
        this LayerScope scope, string value, float[] kernel, int outputs, params WindowGeometry[] windows)
    {
        int positions = windows.Aggregate(1, (product, along) => product * along.Window);
        int channels = kernel.Length / positions / outputs;
        return scope.Convolve(value, Moved(kernel, positions, channels, outputs, inputsFirst: false), [outputs, channels], 1, windows);
    }

    /// <summary>A convolution of each channel on its own, without bias and activation.</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="value">Input; its channels are the last axis.</param>
    /// <param name="kernel">Keras's kernel: positions × channels × outputs of each.</param>
    /// <param name="multiplier">Outputs of each channel.</param>
    /// <param name="windows">Windows along each axis of positions.</param>
    public static string ConvolveEach(
        this LayerScope scope, string value, float[] kernel, int multiplier, params WindowGeometry[] windows)
    {
        int positions = windows.Aggregate(1, (product, along) => product * along.Window);
        int channels = kernel.Length / positions / multiplier;
        float[] moved = Moved(kernel, positions, channels, multiplier, inputsFirst: true);
        return scope.Convolve(value, moved, [channels * multiplier, 1], channels, windows);
    }

    /// <summary>A pooling of each channel.</summary>
    public static string Pool(this LayerScope scope, string operation, params WindowGeometry[] windows) =>
        scope.InChannelsFirst(
            scope.Value,
            windows.Length,
            value => scope.Node(
                operation, [value], [.. Windows(windows), OnnxAttribute.Of("kernel_shape", windows.Select(along => along.Window))]));

    /// <summary>The windows along rows and columns of an image.</summary>
    public static WindowGeometry[] Along(LayerScope scope, Size2D window, Size2D strides, Padding padding) =>
    [
        Layer.Along(scope.Input[0], window.Rows, strides.Rows, padding),
        Layer.Along(scope.Input[1], window.Columns, strides.Columns, padding),
    ];

    private static string Convolve(
        this LayerScope scope, string value, float[] kernel, int[] channels, int groups, WindowGeometry[] windows)
    {
        string weights = scope.Constant(kernel, [.. channels, .. windows.Select(along => along.Window)]);
        return scope.InChannelsFirst(
            value, windows.Length, moved => scope.Node("Conv", [moved, weights], [.. Windows(windows), OnnxAttribute.Of("group", groups)]));
    }

    private static global::Onnx.AttributeProto[] Windows(WindowGeometry[] windows) =>
    [
        OnnxAttribute.Of("strides", windows.Select(along => along.Stride)),
        OnnxAttribute.Of("pads", windows.Select(along => along.Before).Concat(windows.Select(along => along.After))),
    ];

    private static string InChannelsFirst(this LayerScope scope, string value, int axes, Func<string, string> compute)
    {
        string moved = scope.Transpose(value, [0, axes + 1, .. Enumerable.Range(1, axes)]);
        return scope.Transpose(compute(moved), [0, .. Enumerable.Range(2, axes), 1]);
    }

    /// <summary>Kernels from positions × inputs × outputs to outputs × inputs × positions, or inputs × outputs × positions.</summary>
    private static float[] Moved(float[] kernel, int positions, int inputs, int outputs, bool inputsFirst)
    {
        float[] moved = new float[kernel.Length];
        for (int at = 0; at < kernel.Length; at++)
        {
            int position = at / (inputs * outputs), input = at / outputs % inputs, output = at % outputs;
            int filter = inputsFirst ? (input * outputs) + output : (output * inputs) + input;
            moved[(filter * positions) + position] = kernel[at];
        }

        return moved;
    }
}

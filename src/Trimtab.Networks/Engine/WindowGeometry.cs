namespace Trimtab.Networks.Engine;

/// <summary>Positions of the windows of a convolution or a pooling along one axis of an image.</summary>
/// <param name="Input">Input cells along the axis.</param>
/// <param name="Window">Cells of a window, 1 or more.</param>
/// <param name="Stride">Cells from one window to the next, 1 or more.</param>
/// <param name="Output">Number of windows; below 1 if not one fits.</param>
/// <param name="Before">Padding cells before the first input cell.</param>
/// <param name="After">Padding cells after the last input cell.</param>
internal readonly record struct WindowGeometry(int Input, int Window, int Stride, int Output, int Before, int After)
{
    /// <summary>Input cells plus padding cells.</summary>
    public int Padded => Before + Input + After;

    /// <summary>Windows that lie entirely within the input, without padding.</summary>
    public static WindowGeometry Valid(int input, int window, int stride) =>
        new(input, window, stride, input < window ? 0 : ((input - window) / stride) + 1, 0, 0);

    /// <summary>As many windows as input / stride, rounded up; zero padding on both sides, the odd cell after the input.</summary>
    public static WindowGeometry Same(int input, int window, int stride)
    {
        int output = (input + stride - 1) / stride;
        int zeros = Math.Max(((output - 1) * stride) + window - input, 0);
        return new(input, window, stride, output, zeros / 2, zeros - (zeros / 2));
    }
}

namespace Trimtab.Networks.Engine;

/// <summary>Positions of the windows of a convolution or a pooling along one axis of an image.</summary>
/// <param name="Input">Input cells along the axis.</param>
/// <param name="Window">Cells of a window, 1 or more.</param>
/// <param name="Stride">Cells from one window to the next, from 1 to the number of padded cells.</param>
/// <param name="Output">Number of windows; below 1 if not one fits.</param>
/// <param name="Before">Padding cells before the first input cell.</param>
/// <param name="After">Padding cells after the last input cell.</param>
internal readonly record struct WindowGeometry(int Input, int Window, int Stride, int Output, int Before, int After)
{
    /// <summary>Input cells plus padding cells.</summary>
    public long Padded => (long)Before + Input + After;

    /// <summary>Windows that lie entirely within the input, without padding.</summary>
    public static WindowGeometry Valid(int input, int window, int stride) =>
        new(input, window, Step(input, window, stride), input < window ? 0 : ((input - window) / stride) + 1, 0, 0);

    /// <summary>
    /// As many windows as input / stride, rounded up; zero padding on both sides, of an uneven number one more after the input.
    /// </summary>
    public static WindowGeometry Same(int input, int window, int stride)
    {
        int output = ((input - 1) / stride) + 1;
        int zeros = Math.Max(window - (input - ((output - 1) * stride)), 0);
        return new(input, window, Step(input, window, stride), output, zeros / 2, zeros - (zeros / 2));
    }

    /// <summary>
    /// As many windows as input / stride, rounded up, the first of which ends at the first input cell; zero padding before.
    /// </summary>
    public static WindowGeometry Causal(int input, int window, int stride) =>
        new(input, window, Step(input, window, stride), ((input - 1) / stride) + 1, window - 1, 0);

    /// <summary>The stride, but no more than leads past the input: any longer one leads there, too.</summary>
    private static int Step(int input, int window, int stride) => Math.Min(stride, Math.Max(input, window));
}

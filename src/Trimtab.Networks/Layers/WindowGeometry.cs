namespace Trimtab.Networks;

/// <summary>Where the windows of a convolution or a pooling lie along one side of an image.</summary>
/// <param name="Input">Cells.</param>
/// <param name="Output">Windows.</param>
/// <param name="Before">Padding cells before the first.</param>
/// <param name="After">Padding cells after the last.</param>
internal readonly record struct WindowGeometry(int Input, int Output, int Before, int After)
{
    /// <summary>Lays windows along a side; no window fits when <see cref="Output"/> is below 1.</summary>
    public static WindowGeometry Along(int input, int window, int stride, Padding padding)
    {
        if (padding == Padding.Valid)
        {
            return new(input, input < window ? 0 : ((input - window) / stride) + 1, 0, 0);
        }

        int output = (input + stride - 1) / stride;
        int zeros = Math.Max(((output - 1) * stride) + window - input, 0);
        return new(input, output, zeros / 2, zeros - (zeros / 2));
    }
}

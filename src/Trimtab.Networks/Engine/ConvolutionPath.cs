namespace Trimtab.Networks.Engine;

/// <summary>Memory layout and sizes of one convolution over an input that already contains its padding.</summary>
/// <remarks>
/// A tap is one (kernel column, channel) of a kernel row. The taps of a position are contiguous in memory for any number of channels, so
/// that the inner loop runs over taps instead of columns and channels.
/// </remarks>
internal readonly record struct ConvolutionPath
{
    /// <summary>Output rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Output columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Output channels.</summary>
    public required int Outputs { get; init; }

    /// <summary>Kernel rows.</summary>
    public required int KernelRows { get; init; }

    /// <summary>Kernel columns × input channels.</summary>
    public required int Taps { get; init; }

    /// <summary>Floats from one stored input row to the next.</summary>
    public required int InputRow { get; init; }

    /// <summary>Floats from the input of one output row to that of the next: row stride × <see cref="InputRow"/>.</summary>
    public required int RowStep { get; init; }

    /// <summary>Floats from the input of one output column to that of the next: column stride × channels × lanes.</summary>
    public required int ColumnStep { get; init; }
}

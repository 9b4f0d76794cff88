namespace Trimtab.Networks.Engine;

/// <summary>Computes one block of several.</summary>
/// <param name="inputs">How many.</param>
internal abstract unsafe class MergeOperator(int inputs) : LayerOperator
{
    /// <summary>How many blocks it takes.</summary>
    public int Inputs => inputs;

    /// <summary>Computes the output block.</summary>
    /// <param name="x">Addresses of the input blocks.</param>
    /// <param name="y">The output block; written.</param>
    public abstract void Forward(ReadOnlySpan<nint> x, Span<float> y);

    /// <summary>Computes the gradient with respect to one of the inputs.</summary>
    /// <param name="x">Addresses of the input blocks.</param>
    /// <param name="y">The output block.</param>
    /// <param name="dy">The gradient with respect to the output; kept.</param>
    /// <param name="input">Number of the input.</param>
    /// <param name="dx">The gradient with respect to it; written.</param>
    public abstract void Backward(ReadOnlySpan<nint> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx);

    /// <inheritdoc/>
    public sealed override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => Forward([(nint)Address(x)], y);

    /// <inheritdoc/>
    public sealed override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!dx.IsEmpty)
        {
            Backward([(nint)Address(x)], y, dy, 0, dx);
        }
    }

    /// <summary>An input block as long as another.</summary>
    protected static ReadOnlySpan<float> Block(nint address, int length) => new((float*)address, length);
}

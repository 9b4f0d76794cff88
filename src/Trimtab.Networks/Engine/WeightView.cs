namespace Trimtab.Networks.Engine;

/// <summary>One variable of a layer as a view of the net's flat weights. Not thread-safe.</summary>
public sealed class WeightView
{
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer? _gradients;
    private readonly int _offset;
    private readonly int _length;

    internal WeightView(AlignedBuffer weights, AlignedBuffer? gradients, int offset, int length) =>
        (_weights, _gradients, _offset, _length) = (weights, gradients, offset, length);

    /// <summary>The variable's values, row-major in Keras's layout.</summary>
    public Span<float> Value => _weights.Span.Slice(_offset, _length);

    /// <summary>The variable's gradient at this step; empty for a variable that is not trainable.</summary>
    public Span<float> Gradient => _gradients is null ? [] : _gradients.Span.Slice(_offset, _length);

    internal unsafe float* Pointer => _weights.Pointer + _offset;
}

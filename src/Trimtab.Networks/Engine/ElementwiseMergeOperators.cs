using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>Computes y = Σ x, in the order of the inputs.</summary>
internal class AdditionOperator(int inputs) : MergeOperator(inputs)
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<nint> x, Span<float> y)
    {
        Block(x[0], y.Length).CopyTo(y);
        foreach (nint other in x[1..])
        {
            TensorPrimitives.Add(y, Block(other, y.Length), y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<nint> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx) =>
        dy.CopyTo(dx);
}

/// <summary>Computes y = Σ x / n.</summary>
internal sealed class MeanOperator(int inputs) : AdditionOperator(inputs)
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<nint> x, Span<float> y)
    {
        base.Forward(x, y);
        TensorPrimitives.Divide(y, Inputs, y);
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<nint> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx) =>
        TensorPrimitives.Divide(dy, Inputs, dx);
}

/// <summary>Computes y = Π x, in the order of the inputs.</summary>
internal sealed class MultiplicationOperator(int inputs) : MergeOperator(inputs)
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<nint> x, Span<float> y)
    {
        Block(x[0], y.Length).CopyTo(y);
        foreach (nint other in x[1..])
        {
            TensorPrimitives.Multiply(y, Block(other, y.Length), y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<nint> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
    {
        dy.CopyTo(dx);
        for (int other = 0; other < x.Length; other++)
        {
            if (other != input)
            {
                TensorPrimitives.Multiply(dx, Block(x[other], dx.Length), dx);
            }
        }
    }
}

/// <summary>Computes y = max x; the first of the largest inputs receives the gradient. NaN propagates.</summary>
internal sealed class LargestOperator(int inputs) : MergeOperator(inputs)
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<nint> x, Span<float> y)
    {
        Block(x[0], y.Length).CopyTo(y);
        foreach (nint other in x[1..])
        {
            TensorPrimitives.Max(y, Block(other, y.Length), y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<nint> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
    {
        var own = Block(x[input], dx.Length);
        for (int i = 0; i < dx.Length; i++)
        {
            dx[i] = own[i] == y[i] ? dy[i] : 0;
        }

        foreach (nint earlier in x[..input])
        {
            var others = Block(earlier, dx.Length);
            for (int i = 0; i < dx.Length; i++)
            {
                dx[i] = others[i] == y[i] ? 0 : dx[i];
            }
        }
    }
}

using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>Computes y = Σ x, in the order of the inputs.</summary>
internal class AdditionOperator : MergeOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, InputBlocks x, Span<float> y)
    {
        x[0].CopyTo(y);
        for (int other = 1; other < x.Count; other++)
        {
            TensorPrimitives.Add(y, x[other], y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx) =>
        dy.CopyTo(dx);
}

/// <summary>Computes y = Σ x / n.</summary>
internal sealed class MeanOperator : AdditionOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, InputBlocks x, Span<float> y)
    {
        base.Forward(pass, x, y);
        TensorPrimitives.Divide(y, x.Count, y);
    }

    /// <inheritdoc/>
    public override void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx) =>
        TensorPrimitives.Divide(dy, x.Count, dx);
}

/// <summary>Computes y = Π x, in the order of the inputs.</summary>
internal sealed class MultiplicationOperator : MergeOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, InputBlocks x, Span<float> y)
    {
        x[0].CopyTo(y);
        for (int other = 1; other < x.Count; other++)
        {
            TensorPrimitives.Multiply(y, x[other], y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
    {
        dy.CopyTo(dx);
        for (int other = 0; other < x.Count; other++)
        {
            if (other != input)
            {
                TensorPrimitives.Multiply(dx, x[other], dx);
            }
        }
    }
}

/// <summary>Computes y = max x; the first of the largest inputs receives the gradient. NaN propagates.</summary>
internal sealed class LargestOperator : MergeOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, InputBlocks x, Span<float> y)
    {
        x[0].CopyTo(y);
        for (int other = 1; other < x.Count; other++)
        {
            TensorPrimitives.Max(y, x[other], y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
    {
        var own = x[input];
        for (int i = 0; i < dx.Length; i++)
        {
            dx[i] = own[i] == y[i] ? dy[i] : 0;
        }

        for (int earlier = 0; earlier < input; earlier++)
        {
            var others = x[earlier];
            for (int i = 0; i < dx.Length; i++)
            {
                dx[i] = others[i] == y[i] ? 0 : dx[i];
            }
        }
    }
}

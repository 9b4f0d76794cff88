using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>A layer at work: computes its output and its gradients for some tiles at a time.</summary>
/// <remarks>
/// Blocks are <c>[tile][row][column][channel][lane]</c>; see <see cref="Tile"/>. A kernel belongs to one training and is used by one
/// thread. What it computes must not depend on lanes past the last image, nor on memory left from before.
/// A layer written outside this assembly derives from it and works on spans.
/// </remarks>
public abstract class LayerOperator : IDisposable
{
    /// <summary>The layer's name in the net; part of the address of what it draws.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The weights, in the order of <see cref="Layer.Weights"/>.</summary>
    public IReadOnlyList<WeightView> Weights { get; internal set; } = [];

    /// <summary>Whether it must see all tiles of a batch at once (batch normalization).</summary>
    public virtual bool NeedsWholeBatch => false;

    /// <summary>Whether its output is its input, only seen in another shape.</summary>
    public virtual bool IsView => false;

    /// <summary>Gets ready for <paramref name="tiles"/> tiles at a time; called once before any pass.</summary>
    public virtual void Reserve(int tiles)
    {
    }

    /// <summary>Takes note of the weights of this step; called before the first pass after they changed.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Computes the output.</summary>
    /// <param name="pass">Which tiles.</param>
    /// <param name="x">The input block.</param>
    /// <param name="y">The output block; written.</param>
    public abstract void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Computes the gradient with respect to the input, and adds those with respect to the weights to the sums kept inside.</summary>
    /// <param name="pass">The same tiles as in the forward pass just before.</param>
    /// <param name="x">The input block of that pass.</param>
    /// <param name="y">Its output block.</param>
    /// <param name="dy">The gradient with respect to the output; may be overwritten.</param>
    /// <param name="dx">That with respect to the input; written; empty when nobody needs it.</param>
    public abstract void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx);

    /// <summary>Writes the sums kept inside to the weights' gradients, all of them, and clears the sums; called once after the last pass of a step.</summary>
    public virtual void Finish()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The address of a block; blocks never move, they live outside the collector's heap.</summary>
    internal static unsafe float* Address(ReadOnlySpan<float> block) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(block));

    /// <summary>Frees what the kernel reserved.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

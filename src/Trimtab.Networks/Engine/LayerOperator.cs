using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>Computes the output of a layer and its gradients (forward and backward pass), some tiles at a time.</summary>
/// <remarks>
/// Blocks are <c>[tile][row][column][channel][lane]</c>; see <see cref="Tile"/>. An operator belongs to one training and is used by one
/// thread; where several threads compute a batch, each has its own. Results must not depend on lanes past the last image, nor on what
/// memory held before.
/// A layer in a user's assembly derives from this class and works on spans.
/// </remarks>
public abstract class LayerOperator : IDisposable
{
    /// <summary>The layer's name in the net; part of the address of its random draws.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The <see cref="Number"/> of an operator that computes a part of a layer for another, whose turn is that of both.</summary>
    internal const int PartOfAnother = -1;

    /// <summary>Position of the layer in the net.</summary>
    internal int Number { get; set; }

    /// <summary>
    /// Whether several threads may compute the tiles of a batch, each with an operator of its own: it has no weights, or adds to shared
    /// sums in turn (<see cref="ShareSums"/>).
    /// </summary>
    internal virtual bool AllowsThreads => Weights.Count == 0;

    /// <summary>The layer's variables, in the order in which the layer lists them.</summary>
    public IReadOnlyList<WeightView> Weights
    {
        get;
        internal set
        {
            field = value;
            OnBound();
        }
    } = [];

    /// <summary>Whether every pass must hold all tiles of a batch, as batch normalization requires. Default false.</summary>
    public virtual bool NeedsWholeBatch => false;

    /// <summary>Whether the output is the input in another shape, so that nothing is computed. Default false.</summary>
    public virtual bool IsView => false;

    /// <summary>An operator that computes this layer and the next one at once, with the bits of the two; null if there is none.</summary>
    /// <param name="next">The operator of the next layer; its weights are bound.</param>
    /// <remarks>
    /// Called once, when the net is built. The result takes the place of both in the net, and disposes both when it is disposed. Its
    /// <see cref="Weights"/> are this layer's, then the next one's. Default null.
    /// </remarks>
    public virtual LayerOperator? FuseWith(LayerOperator next) => null;

    /// <summary>
    /// Allocates buffers for passes of up to <paramref name="tiles"/> tiles; called before the first pass, and again for larger ones.
    /// </summary>
    public virtual void Reserve(int tiles)
    {
    }

    /// <summary>Prepares for changed weights, for example by packing them; called before the first pass after each change.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Computes the output block (forward pass).</summary>
    /// <param name="pass">The tiles of this pass.</param>
    /// <param name="x">The input block.</param>
    /// <param name="y">The output block; written.</param>
    public abstract void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>
    /// Computes the gradient with respect to the input, and accumulates the gradients with respect to the weights (backward pass).
    /// </summary>
    /// <param name="pass">The same tiles as in the forward pass just before.</param>
    /// <param name="x">The input block of that pass.</param>
    /// <param name="y">Its output block.</param>
    /// <param name="dy">The gradient with respect to the output; may be overwritten.</param>
    /// <param name="dx">The gradient with respect to the input; written. Empty if it is not needed.</param>
    public abstract void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx);

    /// <summary>
    /// Writes the accumulated gradients of all weights and resets the accumulators; called once after the last pass of a step.
    /// </summary>
    public virtual void Finish()
    {
    }

    /// <summary>Called when the operator has been given its name, number and variables.</summary>
    private protected virtual void OnBound()
    {
    }

    /// <summary>Adds to the sums of <paramref name="first"/>, the operator of the same layer on another thread, from now on.</summary>
    internal virtual void ShareSums(LayerOperator first)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The address of a block; blocks are native memory and do not move.</summary>
    internal static unsafe float* Address(ReadOnlySpan<float> block) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(block));

    /// <summary>Frees the operator's buffers.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

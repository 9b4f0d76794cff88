namespace Trimtab.Networks.Engine;

/// <summary>Computes the output of a merging layer from several blocks, and its gradients. It has no weights.</summary>
/// <remarks>
/// Blocks are <c>[tile][row][column][channel][lane]</c>; see <see cref="Tile"/>. An operator belongs to one training and is used by one
/// thread; where several threads compute a batch, each has its own.
/// </remarks>
public abstract class MergeOperator : LayerOperator
{
    /// <summary>Computes the output block (forward pass).</summary>
    /// <param name="pass">The tiles of this pass.</param>
    /// <param name="x">The input blocks.</param>
    /// <param name="y">The output block; written.</param>
    public abstract void Forward(Pass pass, InputBlocks x, Span<float> y);

    /// <summary>Computes the gradient with respect to one of the inputs; called for each whose gradient is needed.</summary>
    /// <param name="pass">The same tiles as in the forward pass just before.</param>
    /// <param name="x">The input blocks of that pass.</param>
    /// <param name="y">Its output block.</param>
    /// <param name="dy">The gradient with respect to the output.</param>
    /// <param name="input">Number of the input, from 0.</param>
    /// <param name="dx">The gradient with respect to it; written.</param>
    public abstract void Backward(
        Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx);

    /// <inheritdoc/>
    public sealed override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) =>
        Forward(pass, new InputBlocks([AddressOf(x)], [x.Length]), y);

    /// <inheritdoc/>
    public sealed override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!dx.IsEmpty)
        {
            Backward(pass, new InputBlocks([AddressOf(x)], [x.Length]), y, dy, 0, dx);
        }
    }

    private static unsafe nint AddressOf(ReadOnlySpan<float> block) => (nint)Address(block);
}

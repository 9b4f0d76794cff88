using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>A layer that combines tensors of one shape, element by element.</summary>
/// <remarks>Input shapes: any, all the same. Output shape: that one.</remarks>
public abstract record ElementwiseMerge : MergeLayer
{
    private protected ElementwiseMerge()
    {
    }

    /// <inheritdoc/>
    internal sealed override Shape OutputOf(IReadOnlyList<Shape> inputs) =>
        inputs.All(input => input == inputs[0]) ? inputs[0] : throw Refuse("inputs of one shape", inputs);
}

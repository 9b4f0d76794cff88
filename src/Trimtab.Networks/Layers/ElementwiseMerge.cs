using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>A layer that combines tensors of one shape, element by element.</summary>
/// <remarks>Input shapes: any, all the same. Output shape: that one.</remarks>
public abstract record ElementwiseMerge : MergeLayer
{
    /// <summary>Yes, if all inputs have the same mask; otherwise they are refused.</summary>
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public sealed override Shape OutputShape(IReadOnlyList<Shape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.All(input => input == inputs[0]) ? inputs[0] : throw Refuse("inputs of one shape", inputs);
    }
}

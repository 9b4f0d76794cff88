using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A layer that makes one tensor of several, in a net with branches; of one tensor, the same one.</summary>
public abstract record MergeLayer : Layer
{
    private protected MergeLayer()
    {
    }

    /// <summary>The output of the layer applied to some tensors, in this order.</summary>
    /// <param name="inputs">1 or more tensors; the same one may be there twice.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    /// <exception cref="ShapeException">Their shapes don't fit one another.</exception>
    public SymbolicTensor Apply(params IReadOnlyList<SymbolicTensor> inputs) => Setting.RequiredItems(inputs).Count > 0
        ? SymbolicTensor.Of(this, [.. inputs])
        : throw new ArgumentException("There must be tensors to merge. Got none.", nameof(inputs));

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => OutputOf([input]);

    /// <inheritdoc/>
    public sealed override LayerOperator Compile(Shape input) => CompileFor([input]);

    /// <summary>Refuses the inputs.</summary>
    private protected ShapeException Refuse(string required, IReadOnlyList<Shape> inputs) =>
        new($"Layer '{Name ?? Kind}' ({Kind}) requires {required}. Got {string.Join(" and ", inputs)}.");
}

using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A layer without variables that makes one tensor of several, in a net with branches.</summary>
/// <remarks>
/// A new one derives from this class, or from <see cref="ElementwiseMerge"/> where all inputs have one shape, and creates a
/// <see cref="MergeOperator"/>. It must accept any number of inputs from 1 on.
/// </remarks>
public abstract record MergeLayer : Layer
{
    /// <summary>The output of the layer applied to some tensors, in this order.</summary>
    /// <param name="inputs">1 or more tensors; the same one may be there twice.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    /// <exception cref="ShapeException">Their shapes don't fit one another.</exception>
    public SymbolicTensor Apply(params IReadOnlyList<SymbolicTensor> inputs) => Setting.RequiredItems(inputs).Count > 0
        ? SymbolicTensor.Of(this, [.. inputs])
        : throw new ArgumentException("There must be tensors to merge. Got none.", nameof(inputs));

    /// <summary>Shape of the output for inputs of some shapes, without the batch axis.</summary>
    /// <param name="inputs">1 or more shapes.</param>
    /// <exception cref="ShapeException">They don't fit one another.</exception>
    public abstract Shape OutputShape(IReadOnlyList<Shape> inputs);

    /// <summary>Creates the operator that computes the layer for inputs of some shapes.</summary>
    /// <param name="inputs">1 or more shapes, which <see cref="OutputShape(IReadOnlyList{Shape})"/> accepts.</param>
    public abstract MergeOperator Compile(IReadOnlyList<Shape> inputs);

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => OutputShape([input]);

    /// <summary>None: a merging layer has no variables.</summary>
    public sealed override IReadOnlyList<WeightSpec> Weights(Shape input) => [];

    /// <inheritdoc/>
    public sealed override LayerOperator Compile(Shape input) => Compile([input]);

    /// <inheritdoc/>
    internal sealed override Shape OutputOf(IReadOnlyList<Shape> inputs) => OutputShape(inputs);

    /// <inheritdoc/>
    internal sealed override LayerOperator CompileFor(IReadOnlyList<Shape> inputs) => Compile(inputs);

    /// <summary>
    /// The error of a layer that does not accept some inputs; its message names the layer, what is required and what came.
    /// </summary>
    /// <param name="required">What the layer requires: "inputs of one shape".</param>
    /// <param name="inputs">Shapes of the inputs.</param>
    protected ShapeException Refuse(string required, IReadOnlyList<Shape> inputs) =>
        new($"Layer '{Name ?? Kind}' ({Kind}) requires {required}. Got {string.Join(" and ", inputs)}.");
}

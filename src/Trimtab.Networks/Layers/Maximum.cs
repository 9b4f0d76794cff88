using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Takes the largest of tensors, element by element: y = max(x₁, x₂, …).</summary>
/// <remarks>
/// Input shape: any, the same for all inputs. Output shape: that one.
/// On ties, the first of the largest receives the whole gradient.
/// <code>
/// var x = Model.Input([8, 8, 3]);
/// var block = x.Apply(new Conv2D(3, 3) { Padding = Padding.Same });
/// var model = new Model(x, new Maximum().Apply(x, block).Apply(new Flatten()).Apply(new Dense(1)));
/// </code>
/// </remarks>
[Named("maximum")]
public sealed record Maximum : ElementwiseMerge
{
    /// <inheritdoc/>
    public override MergeOperator Compile(IReadOnlyList<Shape> inputs) => new LargestOperator();
}

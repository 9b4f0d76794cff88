using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Multiplies tensors: y = x₁ · x₂ · ….</summary>
/// <remarks>
/// Input shape: any, the same for all inputs. Output shape: that one.
/// <code>
/// var x = Model.Input([8, 8, 3]);
/// var gate = x.Apply(new Conv2D(3, 1) { Activation = "sigmoid" });
/// var model = new Model(x, new Multiply().Apply(x, gate).Apply(new Flatten()).Apply(new Dense(1)));
/// </code>
/// </remarks>
[Named("multiply")]
public sealed record Multiply : ElementwiseMerge
{
    /// <inheritdoc/>
    public override MergeOperator Compile(IReadOnlyList<Shape> inputs) => new MultiplicationOperator();
}

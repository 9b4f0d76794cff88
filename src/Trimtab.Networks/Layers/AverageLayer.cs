using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Averages tensors: y = (x₁ + x₂ + …) / n.</summary>
/// <remarks>
/// Input shape: any, the same for all inputs. Output shape: that one.
/// <code>
/// var x = Model.Input([8, 8, 3]);
/// var block = x.Apply(new Conv2D(3, 3) { Padding = Padding.Same });
/// var model = new Model(x, new AverageLayer().Apply(x, block).Apply(new Flatten()).Apply(new Dense(1)));
/// </code>
/// </remarks>
[Named("average")]
public sealed record AverageLayer : ElementwiseMerge
{
    /// <inheritdoc/>
    public override MergeOperator Compile(IReadOnlyList<Shape> inputs) => new MeanOperator();
}

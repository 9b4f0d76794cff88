using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>In training, sets a fraction of its inputs to 0 and scales the others up by 1/(1 − rate); otherwise passes them on.</summary>
/// <remarks>
/// Which are dropped depends on (seed, layer name, epoch, step, position in the batch, unit) and on nothing else. Draws have 16 bits, so the
/// rate is met to 1/131072. Source: Srivastava et al. (JMLR 2014).
/// </remarks>
[Named("dropout")]
public sealed record Dropout : Layer
{
    /// <summary>Makes a dropout layer.</summary>
    /// <param name="rate">The fraction dropped, in [0, 1).</param>
    public Dropout(double rate) => Rate = Setting.Fraction(rate, nameof(Rate));

    /// <summary>The fraction dropped, in [0, 1).</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new DropoutKernel(Rate, input.Size);
}

using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Dropout: in training, sets a random fraction of its inputs to 0 and scales the others by 1/(1 − rate). Otherwise the identity.
/// </summary>
/// <remarks>
/// Input shape: any. Output shape: the same.
/// The inputs dropped depend on (seed, layer name, epoch, step, position in the batch, unit) and on nothing else. Random draws have 16
/// bits, so the rate is accurate to 1/131072. Source: Srivastava et al. (JMLR 2014).
/// <code>
/// var model = new Sequential([100]) { new Dense(64) { Activation = "relu" }, new Dropout(0.5), new Dense(1) };
/// </code>
/// </remarks>
[Named("dropout")]
public sealed record Dropout : Layer
{
    /// <summary>Creates a dropout layer.</summary>
    /// <param name="rate">The fraction of inputs dropped, in [0, 1).</param>
    public Dropout(double rate) => Rate = Setting.Fraction(rate, nameof(Rate));

    /// <summary>The fraction of inputs dropped, in [0, 1).</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new DropoutOperator(Rate, input.Size);
}

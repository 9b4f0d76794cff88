using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Mean squared logarithmic error: the mean over outputs of (log(1 + p) − log(1 + t))².</summary>
/// <remarks>
/// As in Keras 2, targets t and predictions p below 1e-7 count as 1e-7, with a derivative of 0.
/// <code>
/// var model = new Sequential([8]) { new Dense(1) { Activation = "softplus" } };
/// model.Compile("adam", "msle");
/// </code>
/// </remarks>
[Named("mean_squared_logarithmic_error", "msle")]
public sealed record MeanSquaredLogarithmicError : ElementwiseLoss
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double p = 1.0 + Math.Max(prediction, Probabilities.Epsilon), t = 1.0 + Math.Max(target, Probabilities.Epsilon);
        double error = PortableMath.Log(p) - PortableMath.Log(t);
        return (error * error, prediction < Probabilities.Epsilon ? 0 : 2 * error / p);
    }
}

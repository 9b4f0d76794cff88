using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Log-cosh loss: the mean over outputs of log cosh(prediction − target).</summary>
/// <remarks>
/// About ½e² for a small error e and |e| − log 2 for a large one. As in Keras 2.
/// <code>
/// model.Compile("adam", "log_cosh", "mae");
/// </code>
/// </remarks>
[Named("log_cosh", "logcosh")]
public sealed record LogCosh : ElementwiseLoss
{
    private const double Log2 = 0.69314718055994530942;

    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)prediction - target, power = PortableMath.Exp(-2 * Math.Abs(error));
        double tanh = (1 - power) / (1 + power);
        return (Math.Abs(error) + PortableMath.Log(1 + power) - Log2, error < 0 ? -tanh : tanh);
    }
}

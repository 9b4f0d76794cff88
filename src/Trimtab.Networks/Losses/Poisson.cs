using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Poisson loss: the mean over outputs of p − t log(p + 1e-7), for counts t and predicted means p.</summary>
/// <remarks>
/// The negative log likelihood of a Poisson distribution, without the terms that do not depend on p. As in Keras 2. Predictions must be
/// above −1e-7, as those of an exponential or softplus are; otherwise the loss is NaN.
/// <code>
/// var model = new Sequential([8]) { new Dense(1) { Activation = "softplus" } };
/// model.Compile("adam", "poisson");
/// </code>
/// </remarks>
[Named("poisson")]
public sealed record Poisson : ElementwiseLoss
{
    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double mean = (double)prediction + Probabilities.Epsilon;
        return (prediction - (target * PortableMath.Log(mean)), 1 - (target / mean));
    }
}

namespace Trimtab.Networks;

/// <summary>Hinge loss: the mean over outputs of max(1 − t·p, 0), for targets t of −1 and 1.</summary>
/// <remarks>
/// A target of 0 counts as −1, so that class numbers 0 and 1 may be given. As in Keras 2; the derivative at the kink is 0.
/// A classifier's class is the sign of its output, so <c>accuracy</c> while it trains is <c>new BinaryAccuracy { Threshold = 0 }</c>.
/// <code>
/// var model = new Sequential([8]) { new Dense(1) { Activation = "tanh" } };
/// model.Compile("adam", "hinge");
/// </code>
/// </remarks>
[Named("hinge")]
public sealed record Hinge : ElementwiseLoss
{
    /// <summary>The target as −1 or 1, where it is the number of one of two classes.</summary>
    internal static double Signed(float target) => target == 0 ? -1 : target;

    /// <summary>Yes: a classifier decides at 0, and has no probabilities.</summary>
    public override bool HasMargins => true;

    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double t = Signed(target), margin = Math.Max(1 - (t * prediction), 0);
        return (margin, margin > 0 ? -t : 0);
    }
}

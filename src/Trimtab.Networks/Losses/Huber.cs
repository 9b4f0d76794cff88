namespace Trimtab.Networks;

/// <summary>Huber loss: the mean over outputs of ½e² for errors |e| ≤ δ, otherwise δ|e| − ½δ².</summary>
/// <remarks>
/// Source: Huber, "Robust Estimation of a Location Parameter" (1964).
/// <code>
/// model.Compile("adam", new Huber { Delta = 2 }, "mae");
/// </code>
/// </remarks>
[Named("huber", "huber_loss")]
public sealed record Huber : ElementwiseLoss
{
    /// <summary>
    /// δ, the error at which the loss changes from quadratic to linear, in units of the target. Above 0, finite. Default 1.
    /// </summary>
    public float Delta
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <inheritdoc/>
    protected override (double Loss, double Slope) At(float target, float prediction)
    {
        double error = (double)prediction - target;
        double loss = Math.Abs(error) <= Delta ? 0.5 * error * error : (Delta * Math.Abs(error)) - (0.5 * Delta * Delta);
        return (loss, Math.Clamp(error, -Delta, Delta));
    }
}

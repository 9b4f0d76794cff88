using Trimtab;
using Trimtab.Networks;

namespace OwnParts;

/// <summary>
/// Lion: every weight moves by the learning rate, in the direction of the sign of a running average. Default learning rate 0.0001.
/// </summary>
/// <remarks>
/// Source: Chen et al., "Symbolic Discovery of Optimization Algorithms" (NeurIPS 2023), algorithm 2, without weight decay.
/// </remarks>
[Named("lion")]
public sealed record Lion() : Optimizer(1e-4)
{
    private const float Beta1 = 0.9f, Beta2 = 0.99f;

    /// <inheritdoc/>
    public override int Slots => 1;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moment = state.Slot(0);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= learningRate * Sign((Beta1 * moment[i]) + ((1 - Beta1) * gradient[i]));
            moment[i] = (Beta2 * moment[i]) + ((1 - Beta2) * gradient[i]);
        }
    }

    private static float Sign(float value) => value > 0 ? 1 : value < 0 ? -1 : value; // NaN stays NaN
}

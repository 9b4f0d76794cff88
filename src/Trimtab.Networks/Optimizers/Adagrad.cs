using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Adagrad optimizer: divides steps by the root of the sum of all squared gradients. Default learning rate 0.01.</summary>
/// <remarks>
/// a ← a + g², w ← w − η·g/(√a + ε): Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and stochastic optimization,
/// 2011.
/// <code>
/// model.Compile(new Adagrad { LearningRate = 0.05 }, "mse");
/// </code>
/// </remarks>
[Named("adagrad")]
public sealed record Adagrad() : Optimizer(0.01)
{
    /// <summary>Initial value of a, 0 or more. Default 0, as in standalone Keras (tf.keras: 0.1).</summary>
    public double InitialAccumulator
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    }

    /// <summary>ε, keeps divisors above 0. Above 0 and finite in single precision. Default 1e-7.</summary>
    public double Epsilon { get; init => field = Setting.Between(value, float.Epsilon, float.MaxValue); } = 1e-7;

    /// <inheritdoc/>
    public override int Slots => 1;

    /// <inheritdoc/>
    public override void Initialize(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Slot(0).Fill((float)InitialAccumulator);
    }

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights) =>
        new Rule(learningRate, (float)Epsilon).Apply(state, gradient, weights);

    private readonly struct Rule(float η, float ε) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> a, ref Vector512<float> second, ref Vector512<float> third)
        {
            a += g * g;
            return w - (η * g / (Vector512.Sqrt(a) + Vector512.Create(ε)));
        }
    }
}

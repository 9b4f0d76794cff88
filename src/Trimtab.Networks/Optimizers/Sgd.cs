using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Stochastic gradient descent (SGD) optimizer, with optional momentum. Default learning rate 0.01.</summary>
/// <remarks>
/// v ← μ·v − η·g, w ← w + v, as in Keras. Source: Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in
/// deep learning, 2013.
/// <code>
/// model.Compile(new Sgd { LearningRate = 0.1, Momentum = 0.9, Nesterov = true }, "categorical_crossentropy");
/// </code>
/// </remarks>
[Named("sgd")]
public sealed record Sgd() : Optimizer(0.01)
{
    /// <summary>μ, the momentum, in [0, 1). Default 0: none.</summary>
    public double Momentum
    {
        get;
        init => field = Setting.Fraction(value);
    }

    /// <summary>Whether to use Nesterov momentum: w ← w + μ·v − η·g. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override int Slots => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        if (Momentum == 0)
        {
            new Plain(learningRate).Apply(state, gradient, weights);
        }
        else
        {
            new WithMomentum(learningRate, (float)Momentum, Nesterov).Apply(state, gradient, weights);
        }
    }

    private readonly struct Plain(float η) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third) =>
            w - (η * g);
    }

    private readonly struct WithMomentum(float η, float μ, bool nesterov) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> v, ref Vector512<float> second, ref Vector512<float> third)
        {
            v = (μ * v) - (η * g);
            return nesterov ? w + ((μ * v) - (η * g)) : w + v;
        }
    }
}

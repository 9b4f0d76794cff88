using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Decay rates of the running averages of Adam: m of gradients with β₁, v of squared gradients with β₂.</summary>
/// <param name="Beta1">β₁, in [0, 1).</param>
/// <param name="Beta2">β₂, in [0, 1).</param>
internal readonly record struct Moments(double Beta1, double Beta2)
{
    /// <summary>1 − β₁.</summary>
    public float Rest1 => (float)(1 - Beta1);

    /// <summary>1 − β₂.</summary>
    public float Rest2 => (float)(1 - Beta2);

    /// <summary>1 − β₁ᵗ, the bias of m after t steps.</summary>
    public double Bias1(long t) => 1 - PortableMath.Pow(Beta1, t);

    /// <summary>1 − β₂ᵗ, the bias of v after t steps.</summary>
    public double Bias2(long t) => 1 - PortableMath.Pow(Beta2, t);

    /// <summary>Learning rate with bias correction: η·√(1−β₂ᵗ)/(1−β₁ᵗ).</summary>
    public float Corrected(float learningRate, long t) => (float)(learningRate * Math.Sqrt(Bias2(t)) / Bias1(t));
}

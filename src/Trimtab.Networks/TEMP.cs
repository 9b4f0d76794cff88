namespace Trimtab.Networks;
/// <summary>x</summary>
public abstract class Callback { }
internal static class GradientClipping { public static void Apply(Optimizer o, Span<float> g, ReadOnlySpan<(int Offset, int Length)> s) { } }
/// <summary>x</summary>
[Named("rmsprop")] public sealed record TempRms() : Optimizer(0.001) { 
/// <inheritdoc/>
public override int Slots => 1;
/// <inheritdoc/>
public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights) { var v = state.Slot(0); for (int i = 0; i < gradient.Length; i++) { v[i] = 0.9f * v[i] + 0.1f * gradient[i] * gradient[i]; weights[i] -= learningRate * gradient[i] / (MathF.Sqrt(v[i]) + 1e-7f); } } }

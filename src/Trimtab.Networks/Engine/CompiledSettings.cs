namespace Trimtab.Networks.Engine;

/// <summary>What <see cref="Sequential.Compile"/> was given, and the last activation where the loss is computed through it.</summary>
internal sealed record CompiledSettings(Optimizer Optimizer, Loss Loss, IReadOnlyList<Metric> Metrics, Activation? Fused);

namespace Trimtab.Networks;

/// <summary>Arguments of <c>Compile</c>, and the last activation if the loss is computed from logits.</summary>
internal sealed record CompiledSettings(Optimizer Optimizer, Loss Loss, IReadOnlyList<Metric> Metrics, Activation? FusedActivation);

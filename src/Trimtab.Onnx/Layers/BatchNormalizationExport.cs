using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>γ(x − μ) / √(σ² + ε) + β with the moving statistics.</summary>
internal sealed class BatchNormalizationExport : LayerExport<BatchNormalization>
{
    /// <inheritdoc/>
    protected override string Write(BatchNormalization layer, LayerScope scope)
    {
        float[] variance = scope.Weights("moving_variance"), gamma = scope.Weights("gamma"), mean = scope.Weights("moving_mean");
        float[] factor = [.. gamma.Select((scale, i) => scale / MathF.Sqrt(variance[i] + layer.Epsilon))];
        string centered = scope.Node("Sub", [scope.Value, scope.Constant(mean, mean.Length)]);
        return scope.AddWeights(scope.Node("Mul", [centered, scope.Constant(factor, factor.Length)]), "beta");
    }
}

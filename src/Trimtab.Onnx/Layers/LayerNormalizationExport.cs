using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Normalization over the channels of a position.</summary>
internal sealed class LayerNormalizationExport : LayerExport<LayerNormalization>
{
    /// <inheritdoc/>
    protected override string Write(LayerNormalization layer, LayerScope scope)
    {
        int channels = scope.Input[^1];
        float[] gamma = layer.Scale ? scope.Weights("gamma") : [.. Enumerable.Repeat(1f, channels)];
        string normalized = scope.Node(
            "LayerNormalization",
            [scope.Value, scope.Constant(gamma, channels)],
            OnnxAttribute.Of("axis", -1),
            OnnxAttribute.Of("epsilon", layer.Epsilon));
        return scope.AddWeights(normalized, "beta");
    }
}

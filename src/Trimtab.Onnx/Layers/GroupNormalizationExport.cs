using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Normalization over groups of channels at all positions.</summary>
internal sealed class GroupNormalizationExport : LayerExport<GroupNormalization>
{
    /// <inheritdoc/>
    protected override string Write(GroupNormalization layer, LayerScope scope)
    {
        int channels = scope.Input[^1];
        string grouped = scope.Reshape(scope.Value, [scope.Input.Size / channels, layer.Groups, channels / layer.Groups]);
        string centered = scope.Node("Sub", [grouped, Mean(scope, grouped)]);
        string variance = Mean(scope, scope.Node("Mul", [centered, centered]));
        string deviation = scope.Node("Sqrt", [scope.Node("Add", [variance, scope.Scalar(layer.Epsilon)])]);
        string normalized = scope.Reshape(scope.Node("Div", [centered, deviation]), scope.Input);
        string scaled = layer.Scale
            ? scope.Node("Mul", [normalized, scope.Constant(scope.Weights("gamma"), channels)])
            : normalized;
        return scope.AddWeights(scaled, "beta");
    }

    /// <summary>Mean over the positions and the channels of a group.</summary>
    private static string Mean(LayerScope scope, string value) =>
        scope.Node("ReduceMean", [value], OnnxAttribute.Of("axes", [1, 3]), OnnxAttribute.Of("keepdims", 1));
}

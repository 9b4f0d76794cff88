using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A convolution of each channel on its own.</summary>
internal sealed class DepthwiseConv2DExport : LayerExport<DepthwiseConv2D>
{
    /// <inheritdoc/>
    protected override string Write(DepthwiseConv2D layer, LayerScope scope)
    {
        var windows = Convolution.Along(scope, layer.KernelSize, layer.Strides, layer.Padding);
        string sums = scope.ConvolveEach(scope.Value, scope.Weights("depthwise_kernel"), layer.DepthMultiplier, windows);
        return scope.Activate(layer, layer.Activation, scope.AddWeights(sums, "bias"));
    }
}

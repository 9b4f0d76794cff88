using Trimtab.Networks;
using Trimtab.Networks.Engine;

namespace Trimtab.Onnx;

/// <summary>A convolution of each channel, then one of each position.</summary>
internal sealed class SeparableConv2DExport : LayerExport<SeparableConv2D>
{
    /// <inheritdoc/>
    protected override string Write(SeparableConv2D layer, LayerScope scope)
    {
        var windows = Convolution.Along(scope, layer.KernelSize, layer.Strides, layer.Padding);
        string each = scope.ConvolveEach(scope.Value, scope.Weights("depthwise_kernel"), layer.DepthMultiplier, windows);
        var (rows, columns) = (WindowGeometry.Valid(scope.Output[0], 1, 1), WindowGeometry.Valid(scope.Output[1], 1, 1));
        string sums = scope.Convolve(each, scope.Weights("pointwise_kernel"), layer.Filters, rows, columns);
        return scope.Activate(layer, layer.Activation, scope.AddWeights(sums, "bias"));
    }
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A convolution over rows and columns.</summary>
internal sealed class Conv2DExport : LayerExport<Conv2D>
{
    /// <inheritdoc/>
    protected override string Write(Conv2D layer, LayerScope scope)
    {
        var windows = Convolution.Along(scope, layer.KernelSize, layer.Strides, layer.Padding);
        string sums = scope.Convolve(scope.Value, scope.Weights("kernel"), layer.Filters, windows);
        return scope.Activate(layer, layer.Activation, scope.AddWeights(sums, "bias"));
    }
}

using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A convolution over steps.</summary>
internal sealed class Conv1DExport : LayerExport<Conv1D>
{
    /// <inheritdoc/>
    protected override string Write(Conv1D layer, LayerScope scope)
    {
        var steps = Layer.Along(scope.Input[0], layer.KernelSize, layer.Strides, layer.Padding);
        string sums = scope.Convolve(scope.Value, scope.Weights("kernel"), layer.Filters, steps);
        return scope.Activate(layer, layer.Activation, scope.AddWeights(sums, "bias"));
    }
}

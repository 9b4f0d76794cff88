using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Every layer, the sample's included; give a new one an example where it can't be made without settings.</summary>
public class LayerConformanceTests : LayerConformance
{
    private static readonly Shape _image = [7, 6, 3];
    private static readonly Shape _row = [20];

    [Fact]
    public void OutputShape_OfImageLayerGivenRow_NamesLayerAndShapes()
    {
        foreach (
            var layer in new Layer[]
            {
                new Conv2D(2, 3), new MaxPooling2D(2), new AveragePooling2D(2), new GlobalAveragePooling2D(), new GlobalMaxPooling2D(),
            })
        {
            var error = Assert.Throws<ShapeException>(() => layer.OutputShape([20]));
            Assert.Contains(layer.Kind, error.Message, StringComparison.Ordinal);
            Assert.Contains("Got (20,)", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OutputShape_OfDenseGivenImage_SaysToFlatten() =>
        Assert.Contains(
            "flatten", Assert.Throws<ShapeException>(() => new Dense(3).OutputShape([2, 2, 1])).Message, StringComparison.Ordinal);

    [Fact]
    public void OutputShape_OfKernelLargerThanImage_SaysSo() =>
        Assert.Contains(
            "at least (5, 5)",
            Assert.Throws<ShapeException>(() => new Conv2D(1, 5).OutputShape([4, 4, 1])).Message,
            StringComparison.Ordinal);

    protected override IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => name switch
    {
        "conv2d" =>
        [
            (new Conv2D(5, 3) { Activation = "tanh" }, _image),
            (new Conv2D(4, (2, 3)) { Strides = (2, 1), Padding = Padding.Same, Activation = "gelu", UseBias = false }, _image),
        ],
        "dense" =>
        [
            (new Dense(18) { Activation = "sigmoid" }, _row),
            (new Dense(1), _row),
            (new Dense(3) { Activation = "softmax" }, _row),
            (new Dense(5) { Activation = "silu" }, _row),
        ],
        "dropout" => [(new Dropout(0.4), _image), (new Dropout(0), _row)],
        "activation" => [(new ActivationLayer("softsign"), _image), (new ActivationLayer("softmax"), _image)],
        "max_pooling2d" => [(new MaxPooling2D(2), _image), (new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)],
        "average_pooling2d" =>
        [
            (new AveragePooling2D(2), _image), (new AveragePooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)
        ],
        "batch_normalization" => [(new BatchNormalization(), _image), (new BatchNormalization { Scale = false }, _row)],
        _ => base.Examples(name),
    };

    protected override bool IsDifferentiable(Layer layer, Shape input, int rows) =>
        !(layer is BatchNormalization && rows == 1 && input.Count == 1); // the variance of one row is 0
}

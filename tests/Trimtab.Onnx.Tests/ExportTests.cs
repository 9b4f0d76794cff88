using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Networks.Engine;

namespace Trimtab.Onnx.Tests;

public sealed class ExportTests
{
    [Fact]
    public void ATrainedNet_PredictsTheSame()
    {
        var digits = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 60, Test = 10 });
        using var model = new Sequential([28, 28, 1])
        {
            new RandomFlip(),
            new Conv2D(4, 3) { Activation = "relu" },
            new BatchNormalization(),
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("adam", "categorical_crossentropy");
        model.Fit(digits.Train.OneHot(2), new() { Epochs = 2 }, TestContext.Current.CancellationToken);

        ExportedNet.AssertAsTrained(model);
    }

    [Fact]
    public void Branches_PredictTheSame()
    {
        var x = Model.Input([6, 5, 2]);
        var y = x.Apply(new Conv2D(3, 3) { Padding = Padding.Same, Activation = "relu" });
        var z = y.Apply(new Conv2D(3, (2, 3)) { Padding = Padding.Same });
        var sum = new Add().Apply(y, z, y);
        var product = new Multiply().Apply(sum, y, z);
        var mean = new AverageLayer().Apply(product, z, sum);
        var largest = new Maximum().Apply(mean, y, z);
        var joined = new Concatenate().Apply(x, largest);
        var tall = new Concatenate { Axis = 1 }.Apply(joined, joined);
        using var model = new Model(x, tall.Apply(new GlobalMaxPooling2D()).Apply(new Dense(2) { Activation = "softmax" }));

        ExportedNet.AssertSame(model);
    }

    [Fact]
    public void ALayerOfTheUsersOwn_IsRefusedByName()
    {
        using var model = new Sequential([3]) { new Doubling { Name = "twice" }, new Dense(1) };
        model.Compile("sgd", "mse");

        string message = Assert.Throws<TrimtabException>(() => model.ExportOnnx("net.onnx")).Message;

        Assert.StartsWith(
            "Layer 'twice' (Doubling) can't be exported to ONNX: its ONNX form is not known.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralInputs_AndSharedLayers_PredictTheSame()
    {
        var (left, right) = (Model.Input([3, 2]), Model.Input([6]));
        var encoder = new SharedLayer(new Dense(3) { Activation = "tanh" });
        var both = new Concatenate().Apply(encoder.Apply(left.Apply(new Flatten())), encoder.Apply(right));
        using var model = new Model([left, right], both.Apply(new Dense(2)));

        ExportedNet.AssertSame(model);
    }

    [Fact]
    public void ARecurrentLayerOfMaskedSteps_IsRefused()
    {
        using var model = new Sequential([5]) { new Embedding(4, 3) { MaskZero = true }, new GRU(2) };
        model.Compile("sgd", "mse");

        string message = Assert.Throws<TrimtabException>(() => model.ExportOnnx("net.onnx")).Message;

        Assert.StartsWith("Layer 'gru' (gru) can't be exported to ONNX: it leaves out masked steps", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetThatIsNotCompiled_IsRefused() =>
        Assert.Throws<TrimtabException>(() => new Sequential([3]) { new Dense(1) }.ExportOnnx("net.onnx"));

    private sealed record Doubling : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        public override LayerOperator Compile(Shape input) => new Dropout(0).Compile(input);
    }
}

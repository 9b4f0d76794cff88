#:project ../src/Trimtab.Onnx/Trimtab.Onnx.csproj
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Onnx;

// Tunes a net on drawn digits and writes the best one for other runtimes (net.onnx), and for later here (net.trimtab); docs/nets.md.
string folder = args.Length > 0 ? args[0] : Path.GetTempPath();
var digits = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 200, Test = 100 });
var estimator = NetworkClassifier.Of((Settings settings) => Build(settings)) with { Epochs = 3 };
var search = new GridSearchCV(estimator, new() { ["filters"] = [2, 4] }) { Cv = 3 };
var result = search.Fit(digits.Train);

string onnx = Path.Combine(folder, "net.onnx"), file = Path.Combine(folder, "net.trimtab");
result.BestEstimator!.ExportOnnx(onnx);
var net = ((FittedNetwork)result.BestEstimator!).Model;
net.Save(file);
Console.WriteLine($"The best net has {result.BestParameters["filters"]} filters and {net.ParameterCount} parameters; as ONNX: {onnx}");

static Sequential Build(Settings settings)
{
    var model = new Sequential([28, 28, 1])
    {
        new Conv2D(settings.Filters, 3) { Activation = "relu" },
        new MaxPooling2D(2),
        new Flatten(),
        new Dense(2) { Activation = "softmax" },
    };
    model.Compile("adam", "categorical_crossentropy", "accuracy");
    return model;
}

internal sealed record Settings
{
    public int Filters { get; init; } = 4;
}

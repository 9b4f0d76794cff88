#:project ../src/Trimtab.Networks/Trimtab.Networks.csproj
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;

// A residual net, as Keras's functional API builds one: how many blocks does it need to tell four drawn digits apart?

var digits = SyntheticDigits.Create(new() { Digits = [2, 3, 5, 8], Train = 400, Test = 200 });
var net = NetworkClassifier.Of((Settings settings) => Build(settings));
var search = new GridSearchCV(net, new() { ["blocks"] = [0, 1, 2], ["epochs"] = [2, 4] }) { Cv = 2 };
var result = search.Fit(digits.Train);
Console.WriteLine(result.CvResults.ToMarkdown());

using var best = Build(new() { Blocks = result.BestParameters["blocks"].As<int>() });
Console.WriteLine(best.Summary());
best.Fit(digits.Train.OneHot(4), new() { Epochs = 4 });
double accuracy = best.Evaluate(digits.Test.OneHot(4))["accuracy"];
Console.WriteLine($"The best net, {result.BestParameters.ToDisplayString()}, is right on {accuracy:P1} of the test images.");

static Model Build(Settings settings)
{
    var image = Model.Input([28, 28, 1]);
    var y = image.Apply(new MaxPooling2D(2)).Apply(new Conv2D(8, 3) { Padding = Padding.Same, Activation = "relu" });
    for (int block = 0; block < settings.Blocks; block++)
    {
        var change = y.Apply(new Conv2D(8, 3) { Padding = Padding.Same, Activation = "relu" })
            .Apply(new Conv2D(8, 3) { Padding = Padding.Same });
        y = new Add().Apply(y, change).Apply(new ActivationLayer("relu"));
    }

    var classes = y.Apply(new MaxPooling2D(2)).Apply(new Flatten()).Apply(new Dense(4) { Activation = "softmax" });
    var model = new Model(image, classes);
    model.Compile("adam", "categorical_crossentropy", "accuracy");
    return model;
}

internal sealed record Settings
{
    public int Blocks { get; init; } = 1;
}

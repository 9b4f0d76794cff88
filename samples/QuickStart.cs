#:project ../src/Trimtab.Networks/Trimtab.Networks.csproj
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;
using Trimtab.Spaces;

var digits = SyntheticDigits.Create(new() { Digits = [2, 7] });
var net = NetworkClassifier.Of((Hyperparameters h) =>
{
    var model = new Sequential([28, 28, 1])
    {
        new Flatten(),
        new Dense(h.Neurons) { Activation = "relu" },
        new Dense(2) { Activation = "softmax" },
    };
    model.Compile(h.Optimizer, "categorical_crossentropy", "accuracy");
    return model;
});
var grid = new ParameterGrid { ["neurons"] = [4, 16], ["optimizer"] = ["sgd", "adam"], ["epochs"] = [2, 5] };
var result = new GridSearchCV(net, grid) { Cv = 2 }.Fit(digits.Train);
Console.WriteLine(result.CvResults.ToMarkdown());
Console.WriteLine($"The best parameters are {result.BestParameters.ToDisplayString()}, the best accuracy is {result.BestScore:F5}");

internal sealed record Hyperparameters
{
    public int Neurons { get; init; } = 16;
    public Optimizer Optimizer { get; init; } = "rmsprop";
}

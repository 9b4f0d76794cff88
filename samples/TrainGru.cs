#:project ../src/Trimtab.Networks/Trimtab.Networks.csproj
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Numerics;

// A recurrent net on sequences of different lengths: which of two tokens, 1 and 2, was the last one? The others are noise. Shorter
// sequences end in zeros, which the mask leaves out.

const int Steps = 16, Tokens = 8;
var (train, test) = (Draw(rows: 600, seed: 1), Draw(rows: 300, seed: 2));
var net = NetworkClassifier.Of((Settings settings) => Build(settings)) with { BatchSize = 16, Epochs = 6 };
var result = new GridSearchCV(net, new() { ["units"] = [4, 16], ["kind"] = ["gru", "simple_rnn"] }) { Cv = 2 }.Fit(train);
Console.WriteLine(result.CvResults.ToMarkdown());

double right = result.BestEstimator!.Predict(test).Values.Zip(test.Labels(), (predicted, label) => predicted == label ? 1.0 : 0).Average();
Console.WriteLine($"The best parameters are {result.BestParameters.ToDisplayString()}: right on {right:P1} of {test.Count} new sequences.");

static Sequential Build(Settings settings)
{
    var model = new Sequential([Steps])
    {
        new Embedding(Tokens, 8) { MaskZero = true },
        settings.Kind == "gru" ? new GRU(settings.Units) : new SimpleRNN(settings.Units),
        new Dense(1) { Activation = "sigmoid" },
    };
    model.Compile(new Adam { LearningRate = 0.01 }, "binary_crossentropy", "accuracy");
    return model;
}

static Dataset Draw(int rows, ulong seed)
{
    var draws = RandomAddress.FromSeed(seed).Stream();
    float[] numbers = new float[rows * Steps];
    double[] labels = new double[rows];
    for (int row = 0; row < rows; row++)
    {
        int length = 4 + draws.NextInt32(Steps - 3);
        for (int step = 0; step < length; step++)
        {
            int token = 1 + draws.NextInt32(step == 0 ? 2 : Tokens - 1);
            numbers[(row * Steps) + step] = token;
            labels[row] = token <= 2 ? token - 1 : labels[row];
        }
    }

    return new(numbers, [Steps], labels);
}

internal sealed record Settings
{
    public string Kind { get; init; } = "gru";

    public int Units { get; init; } = 8;
}

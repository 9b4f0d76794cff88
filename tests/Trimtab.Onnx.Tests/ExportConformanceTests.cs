using Trimtab.Networks;
using Trimtab.Networks.Tests.Layers;

namespace Trimtab.Onnx.Tests;

/// <summary>Every layer and activation of the catalogs, run by ONNX Runtime or refused by name.</summary>
public class ExportConformanceTests
{
    private static readonly string[] _withinSteps =
        ["linear", "elu", "hard_sigmoid", "leaky_relu", "relu", "sigmoid", "softplus", "softsign", "tanh"];

    public static TheoryData<string> Layers => [.. Layer.Catalog.Names];

    public static TheoryData<string> Activations => [.. Activation.Catalog.Names];

    public static TheoryData<string> Recurrent => ["simple_rnn", "gru", "lstm"];

    [Theory, MemberData(nameof(Layers))]
    public void Layer_PredictsTheSame_OrIsRefusedByName(string name)
    {
        int exported = 0;
        foreach (var (layer, input) in LayerExamples.Of(name) ?? [(Layer.Catalog.Create(name), [7, 6, 3])])
        {
            using var model = new Sequential(input) { layer, new Flatten() };
            if (ActivationsWithinSteps(layer).All(_withinSteps.Contains))
            {
                ExportedNet.AssertSame(model, layer is Embedding ? draw => MathF.Min(MathF.Floor(MathF.Abs(draw) * 3), 6) : null);
                exported++;
            }
            else
            {
                model.Compile("sgd", "mse");
                string message = Assert.Throws<TrimtabException>(() => model.ExportOnnx("refused.onnx")).Message;
                Assert.StartsWith($"Layer '{name}' ({name}) can't be exported to ONNX: ", message, StringComparison.Ordinal);
                Assert.False(File.Exists("refused.onnx"));
            }
        }

        Assert.True(exported > 0, $"At least one example of '{name}' must be exported.");
    }

    [Theory, MemberData(nameof(Activations))]
    public void Activation_PredictsTheSame(string name)
    {
        using var model = new Sequential([4, 3]) { new ActivationLayer(name), new Flatten(), new Dense(5) { Activation = name } };
        ExportedNet.AssertSame(model);
    }

    [Theory, MemberData(nameof(Recurrent))]
    public void ActivationWithinSteps_PredictsTheSame(string name)
    {
        foreach (string activation in _withinSteps)
        {
            RecurrentLayer layer = name switch
            {
                "gru" => new GRU(3) { Activation = activation, RecurrentActivation = activation, ReturnSequences = true },
                "lstm" => new LSTM(3) { Activation = activation, RecurrentActivation = "hard_sigmoid", ReturnSequences = true },
                _ => new SimpleRNN(3) { Activation = activation, ReturnSequences = true },
            };
            using var model = new Sequential([3, 2]) { layer, new Flatten() };
            ExportedNet.AssertSame(model);
        }
    }

    private static IEnumerable<string> ActivationsWithinSteps(Layer layer) => layer switch
    {
        Bidirectional both => ActivationsWithinSteps(both.Layer),
        LSTM lstm => [$"{lstm.Activation}", $"{lstm.RecurrentActivation}"],
        GRU gru => [$"{gru.Activation}", $"{gru.RecurrentActivation}"],
        SimpleRNN rnn => [$"{rnn.Activation}"],
        _ => [],
    };
}

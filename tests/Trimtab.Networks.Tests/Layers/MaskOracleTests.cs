using System.Text.Json;
using Trimtab.Data;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Nets whose recurrent layers leave out masked steps, against PyTorch in float64 (tests/oracles/masks.json).</summary>
public class MaskOracleTests
{
    private const double Tolerance = 3e-6; // sums of some tens of float32 products through five steps

    private static readonly JsonElement[] _nets = [.. Oracles.Load("masks.json").GetProperty("nets").EnumerateArray()];

    public static TheoryData<int, string> Nets =>
        [.. _nets.Select((net, i) => (i, net.GetProperty("layers").GetRawText()))];

    [Theory]
    [MemberData(nameof(Nets))]
    public void PredictionsAndGradients_OfMaskedSteps_MatchPyTorch(int index, string layers)
    {
        var net = _nets[index];
        int rows = net.GetProperty("tokens").GetArrayLength(), steps = net.GetProperty("tokens")[0].GetArrayLength();
        float[] tokens = [.. net.GetProperty("tokens").EnumerateArray().SelectMany(row => row.Floats())];
        var data = new Dataset(tokens, [steps], net.GetProperty("targets").Numbers(), outputs: 2);
        using var model = Sequential.FromJson($$"""{"input_shape": [{{steps}}], "layers": {{layers}}}""");
        model.Compile(new Sgd { LearningRate = 1 }, "mse");
        model.SetWeights(net.GetProperty("weights").EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.Floats()));

        AssertClose(net.GetProperty("output").Numbers(), model.Predict(data, TestContext.Current.CancellationToken));

        model.Fit(data, new() { BatchSize = rows }, TestContext.Current.CancellationToken); // one step of a learning rate of 1
        var after = model.GetWeights();
        Assert.All(net.GetProperty("gradients").EnumerateObject(), gradient =>
        {
            float[] before = net.GetProperty("weights").GetProperty(gradient.Name).Floats();
            AssertClose(gradient.Value.Numbers(), [.. before.Zip(after[gradient.Name], (one, other) => one - other)]);
        });
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], Tolerance * Math.Max(1, Math.Abs(value))));
    }
}

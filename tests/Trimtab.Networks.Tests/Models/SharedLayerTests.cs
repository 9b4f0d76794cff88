using System.Text.Json;
using Trimtab.Data;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Models;

/// <summary>
/// Several inputs and layers that are applied several times; numbers from PyTorch in float64 (tests/oracles/shared.json).
/// </summary>
public class SharedLayerTests
{
    private const double Tolerance = 3e-6; // sums of some tens of float32 products

    private static readonly Dictionary<string, Func<Model>> _models = new()
    {
        ["two inputs"] = () =>
        {
            var (a, b) = (Model.Input([3, 2]), Model.Input([4]));
            var encoded = a.Apply(new Flatten()).Apply(new Dense(3) { Activation = "tanh" });
            return new([a, b], new Concatenate().Apply(encoded, b).Apply(new Dense(1)));
        },
        ["shared dense"] = () =>
        {
            var (a, b) = (Model.Input([4]), Model.Input([4]));
            var encoder = new SharedLayer(new Dense(3) { Name = "encoder", Activation = "tanh" });
            var both = new Concatenate().Apply(encoder.Apply(a), encoder.Apply(b));
            return new([a, b], both.Apply(new Dense(2) { Name = "dense_1" }));
        },
        ["shared gru, three times"] = () =>
        {
            var (a, b, c) = (Model.Input([5, 2]), Model.Input([5, 2]), Model.Input([5, 2]));
            var gru = new SharedLayer(new GRU(3));
            var product = new Multiply().Apply(gru.Apply(b), gru.Apply(c));
            return new([a, b, c], new Add().Apply(gru.Apply(a), product).Apply(new Dense(1)));
        },
        ["shared with itself"] = () =>
        {
            var a = Model.Input([3]);
            var dense = new SharedLayer(new Dense(3) { Activation = "tanh" });
            return new(a, dense.Apply(dense.Apply(dense.Apply(a))));
        },
    };

    private static readonly JsonElement[] _nets = [.. Oracles.Load("shared.json").GetProperty("nets").EnumerateArray()];

    public static TheoryData<string> Names => [.. _models.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionsAndGradients_MatchPyTorch(string name)
    {
        var (net, data) = (Net(name), Rows(name));
        using var model = _models[name]();
        model.Compile(new Sgd { LearningRate = 1 }, "mse");
        model.SetWeights(net.GetProperty("weights").EnumerateObject().ToDictionary(weight => weight.Name, weight => weight.Value.Floats()));

        AssertClose(net.GetProperty("output").Numbers(), model.Predict(data, Token));

        model.Fit(data, new() { BatchSize = data.Count }, Token); // one step of a learning rate of 1
        var after = model.GetWeights();
        Assert.All(net.GetProperty("gradients").EnumerateObject(), gradient =>
        {
            float[] before = net.GetProperty("weights").GetProperty(gradient.Name).Floats();
            AssertClose(gradient.Value.Numbers(), [.. before.Zip(after[gradient.Name], (one, other) => one - other)]);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_WrittenAndReadBack_IsTheSame(string name)
    {
        using var model = _models[name]();
        model.Compile("adam", "mse");
        using var again = Model.FromJson(model.ToJson());

        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Summary(), again.Summary());
        Assert.Equal(model.ParameterCount, again.ParameterCount);
        Assert.Equal(model.Predict(Rows(name), Token), again.Predict(Rows(name), Token));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_OnSeveralThreads_HasTheSameBits(string name)
    {
        var few = Rows(name);
        var data = few.Select([.. Enumerable.Range(0, 60).Select(row => row % few.Count)]);
        using Model alone = _models[name](), shared = _models[name]();
        alone.Compile("sgd", "mse");
        shared.Compile("sgd", "mse");

        alone.Fit(data, new() { Epochs = 2, BatchSize = 60 }, Token);
        shared.Fit(data, new() { Epochs = 2, BatchSize = 60, Threads = 3 }, Token);

        Assert.Equal(alone.Bits(), shared.Bits());
    }

    [Fact]
    public void Summary_OfASharedLayer_CountsItsParametersOnce()
    {
        using var model = _models["shared dense"]();

        string[] lines = model.Summary().Split(Environment.NewLine);

        Assert.Matches(@"^input_1 \(InputPart\) +\(None, 4\) +0 +input$", lines[4]);
        Assert.Matches(@"^encoder \(Dense\) +\(None, 3\) +15 +input_1$", lines[6]);
        Assert.Matches(@"^encoder_1 \(Dense\) +\(None, 3\) +0 +input_2$", lines[7]);
        Assert.Contains("Total params: 29", lines);
    }

    [Fact]
    public void SharedLayer_OnInputsOfOtherShapes_IsRefused()
    {
        var (a, b) = (Model.Input([4]), Model.Input([5]));
        var dense = new SharedLayer(new Dense(3));

        string message = Assert.Throws<ShapeException>(
            () => new Model([a, b], new Add().Apply(dense.Apply(a), dense.Apply(b)))).Message;

        Assert.StartsWith("A shared layer must have variables of the same shapes each time.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_ThatAreNone_Twice_OrMissing_AreRefused()
    {
        var (a, b) = (Model.Input([4]), Model.Input([4]));
        var sum = new Add().Apply(a, b);

        Assert.Throws<ArgumentException>(() => new Model([], sum));
        Assert.Throws<ArgumentException>(() => new Model([a, a], sum));
        Assert.Throws<TrimtabException>(() => new Model([a, sum], sum));
        Assert.Throws<TrimtabException>(() => new Model(a, sum));
        Assert.Throws<ArgumentException>(() => Model.JoinInputs());
        Assert.Contains(
            "as many rows as the first, 2. Got 3.",
            Assert.Throws<ArgumentException>(() => Model.JoinInputs(Zeros(2), Zeros(3))).Message,
            StringComparison.Ordinal);

        static Dataset Zeros(int rows) => new(new float[rows * 4], [4], new double[rows]);
    }

    private static JsonElement Net(string name) => _nets.Single(net => net.GetProperty("name").GetString() == name);

    private static Dataset Rows(string name)
    {
        double[] targets = Net(name).GetProperty("targets").Numbers();
        return Model.JoinInputs([.. Net(name).GetProperty("inputs").EnumerateArray().Select(RowsOf)]);

        Dataset RowsOf(JsonElement input)
        {
            int[] shape = input.GetProperty("shape").Integers();
            return new(input.GetProperty("data").Floats(), Shape.Create(shape.AsSpan(1)), targets, targets.Length / shape[0]);
        }
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], Tolerance * Math.Max(1, Math.Abs(value))));
    }
}

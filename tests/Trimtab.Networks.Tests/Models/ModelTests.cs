using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Training;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Nets with branches: what they compute, say, write and read.</summary>
public class ModelTests
{
    private static readonly Shape _image = [6, 5, 2];
    private static readonly Dataset _rows = new(Drawn.Uniform(90 * 60, 1), _image, [.. Drawn.Uniform(90, 1, 2).Select(x => (double)x)]);

    /// <summary>Nets of one output by name; tensors are used once, twice, thrice, by merges, layers and views.</summary>
    private static readonly Dictionary<string, Func<Model>> _models = new()
    {
        ["residual"] = () => Of(x => new Add().Apply(x, x.Apply(Same(2, "relu")).Apply(Same(2)))),
        ["residual after a layer"] = () => Of(x => Residual(x.Apply(Same(3, "tanh")))),
        ["two residual blocks"] = () => Of(x => Residual(Residual(x.Apply(Same(3, "tanh"))))),
        ["a tensor thrice"] = () => Of(x =>
        {
            var y = x.Apply(Same(3, "tanh"));
            return new Add().Apply(y, y.Apply(Same(3)), y.Apply(Same(3, "sigmoid")));
        }),
        ["a tensor added to itself"] = () => Of(x =>
        {
            var y = x.Apply(Same(3, "tanh"));
            return new Add().Apply(y, y);
        }),
        ["gate"] = () => Of(x => new Multiply().Apply(x.Apply(Same(3)), x.Apply(Same(3, "sigmoid")), x.Apply(Same(3, "tanh")))),
        ["mean"] = () => Of(x => new AverageLayer().Apply(x.Apply(Same(3)), x.Apply(Same(3, "sigmoid")), x.Apply(Same(3, "tanh")))),
        ["largest"] = () => Of(x => new Maximum().Apply(x.Apply(Same(3)), x.Apply(Same(3, "sigmoid")), x.Apply(Same(3, "tanh")))),
        ["channels joined"] = () => Of(x => new Concatenate().Apply(x, x.Apply(Same(3)), x.Apply(Same(1, "tanh")))),
        ["rows joined"] = () => Of(x => new Concatenate { Axis = 1 }.Apply(x, x.Apply(new Conv2D(2, (3, 1))))),
        ["views of one tensor"] = () => Of(x =>
        {
            var y = x.Apply(Same(2, "tanh"));
            return new Concatenate().Apply(y.Apply(new Flatten()).Apply(new Dense(4)), y.Apply(new Flatten()), x.Apply(new Flatten()));
        }),
        ["a pooling and another reader of a convolution"] = () => Of(x =>
        {
            var y = x.Apply(Same(3, "relu"));
            return new Concatenate().Apply(
                y.Apply(new MaxPooling2D((2, 5))).Apply(new Flatten()), y.Apply(new GlobalAveragePooling2D()));
        }),
        ["a pooling in one with its convolution, in a branch"] = () => Of(x =>
        {
            var pooled = x.Apply(Same(3, "relu"));
            var other = x.Apply(Same(2, "tanh"));
            return new Concatenate().Apply(
                other.Apply(new Flatten()), pooled.Apply(new MaxPooling2D((2, 1))).Apply(new Flatten()), other.Apply(new Flatten()));
        }),
        ["batch normalization"] = () => Of(x => Residual(x.Apply(Same(3)).Apply(new BatchNormalization()))),
        ["dropout"] = () => Of(x => Residual(x.Apply(Same(3, "tanh")).Apply(new Dropout(0.3)))),
    };

    public static TheoryData<string> Names => new(_models.Keys);

    [Theory, MemberData(nameof(Names))]
    public void Gradients_AreThoseOfFiniteDifferences(string name)
    {
        foreach (int rows in (int[])[3, 19])
        {
            using var model = _models[name]();
            using var bench = new NetworkBench(model, rows);
            float[] x = Drawn.Uniform(rows * _image.Size, 2);

            new GradientCheck(bench, _image.Size, x, count => Drawn.Uniform(count, 1, 3)).AssertWeightsRight(Drawn.Uniform(500, 1, 4));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Training_OnSeveralThreads_HasTheSameBits(string name)
    {
        int[] alone = Trained(threads: 1);
        Assert.All([2, 3], threads => Assert.Equal(alone, Trained(threads)));

        int[] Trained(int threads)
        {
            using var model = _models[name]();
            model.Compile("adam", "mse");
            model.Fit(_rows, new() { Epochs = 2, BatchSize = 40, Threads = threads }, TestContext.Current.CancellationToken);
            return model.Bits();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Fit_OfMoreSteps_AllocatesNoMore(string name)
    {
        using var model = _models[name]();
        model.Compile("adam", "mse");

        long perEpoch = Allocations.Of(() => model.Fit(_rows, new() { BatchSize = 90 }, TestContext.Current.CancellationToken));
        long perManySteps = Allocations.Of(() => model.Fit(_rows, new() { BatchSize = 5 }, TestContext.Current.CancellationToken));

        Assert.True(perManySteps - perEpoch < 1_000, $"{perEpoch} bytes for one step, {perManySteps} for eighteen");
    }

    [Theory, MemberData(nameof(Names))]
    public void Json_ReadsBackAsTheSameNet(string name)
    {
        using var model = _models[name]();
        model.Compile(new Sgd { Momentum = 0.9 }, "huber", "mae");

        using var again = Model.FromJson(model.ToJson());

        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Layers, again.Layers);
        Assert.Equal(
            model.Predict(_rows, TestContext.Current.CancellationToken), again.Predict(_rows, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Sequence_AsAModel_HasTheBitsOfASequential()
    {
        using var sequential = Nets.Seed();
        var x = Model.Input([28, 28, 1]);
        using var model = new Model(x, sequential.Layers.Aggregate(x, (tensor, layer) => tensor.Apply(layer with { Name = null })));
        model.Compile("rmsprop", "categorical_crossentropy", "accuracy");
        var options = new FitOptions { Epochs = 2, BatchSize = 32 };

        sequential.Fit(Nets.Train, options, TestContext.Current.CancellationToken);
        model.Fit(Nets.Train, options, TestContext.Current.CancellationToken);

        Assert.Equal(sequential.Bits(), model.Bits());
        string[] lines = model.Summary().Split(Environment.NewLine);
        Assert.StartsWith("input (InputLayer)", lines[3], StringComparison.Ordinal);
        Assert.Equal(sequential.Summary(), string.Join(Environment.NewLine, [.. lines[..3], .. lines[4..]]));
    }

    [Fact]
    public void Weights_WrittenToAFile_AreReadBack()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var model = _models["two residual blocks"]();
        using var other = _models["two residual blocks"]();
        model.Compile("adam", "mse");
        other.Compile("adam", "mse");
        model.Fit(_rows, new() { Epochs = 1 }, TestContext.Current.CancellationToken);

        model.SaveWeights(path);
        other.LoadWeights(path);
        File.Delete(path);

        Assert.Equal(model.Bits(), other.Bits());
    }

    [Fact]
    public void Summary_OfBranches_SaysWhatEachLayerIsAppliedTo()
    {
        using var model = _models["residual"]();

        string[] lines = model.Summary().Split(Environment.NewLine);

        Assert.Equal("Layer (type)                      Output shape            Param #     Connected to", lines[1]);
        Assert.Equal("input (InputLayer)                (None, 6, 5, 2)         0", lines[3]);
        Assert.Equal("conv2d (Conv2D)                   (None, 6, 5, 2)         38          input", lines[4]);
        Assert.Equal("conv2d_1 (Conv2D)                 (None, 6, 5, 2)         38          conv2d", lines[5]);
        Assert.Equal("add (Add)                         (None, 6, 5, 2)         0           input, conv2d_1", lines[6]);
        Assert.Equal("Total params: 137", lines[10]);
    }

    [Fact]
    public void Summary_OfLongNamesShapesAndInputs_KeepsColumnsApart()
    {
        var x = Model.Input([1000000, 1, 1]);
        var y = x.Apply(new Permute(2, 1, 3) { Name = "a_layer_with_a_name_that_is_longer_than_a_column" });
        var z = y.Apply(new Reshape([1000, 10, 10, 10, 1]) { Name = "b" });
        using var model = new Model(x, new Concatenate { Name = "joined" }.Apply(z, z, z, z, z, z, z, z, z).Apply(new Flatten()));

        string[] lines = model.Summary().Split(Environment.NewLine);

        int shape = PlaceOf("Output shape"), count = PlaceOf("Param #"), inputs = PlaceOf("Connected to");
        Assert.All(lines[3..8], line =>
        {
            Assert.Equal("  (None", line[(shape - 2)..(shape + 5)]);
            Assert.Equal("  0", line[(count - 2)..(count + 1)]);
        });
        Assert.Equal("b, b, b, b, b, b, b, b, b", lines[6][inputs..]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, lines[0].Length));

        int PlaceOf(string title) => lines[1].IndexOf(title, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_OverModels_SharesEpochsAndFindsTheBest()
    {
        var classifier = NetworkClassifier.Of((Hyperparameters h) =>
        {
            var x = Model.Input([28, 28, 1]);
            var y = x.Apply(new MaxPooling2D(4)).Apply(new Flatten()).Apply(new Dense(h.Units) { Activation = "relu" });
            var model = new Model(x, new Add().Apply(y, y.Apply(new Dense(h.Units))).Apply(new Dense(2) { Activation = "softmax" }));
            model.Compile("adam", "categorical_crossentropy", "accuracy");
            return model;
        });
        var search = new GridSearchCV(classifier, new() { ["units"] = [2, 16], ["epochs"] = [1, 12] }) { Cv = 2 };

        var result = search.Fit(Nets.Digits.Train, TestContext.Current.CancellationToken);

        Assert.InRange(result.BestScore, 0.8, 1);
        Assert.Equal(2 * 2 * 12, search.Plan(Nets.Digits.Train, TestContext.Current.CancellationToken).EpochsToTrain);
    }

    [Fact]
    public void Model_OfAnInputThatIsNotGiven_IsRefused()
    {
        var (x, other) = (Model.Input([3]), Model.Input([3]));

        var error = Assert.Throws<TrimtabException>(() => new Model(x, new Add().Apply(x, other)));

        Assert.Equal(
            "A net has only the inputs it is given. The output depends on another one, too, of shape (3,): list it among the inputs.",
            error.Message);
    }

    [Fact]
    public void Model_FromTheOutputOfALayer_IsRefused()
    {
        var y = Model.Input([3]).Apply(new Dense(2));

        Assert.StartsWith(
            "The input of a net must come from Model.Input.",
            Assert.Throws<TrimtabException>(() => new Model(y, y.Apply(new Dense(1)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfShapesThatDoNotFit_NamesThem()
    {
        var x = Model.Input([4, 4, 2]);

        Assert.Equal(
            "Layer 'add' (add) requires inputs of one shape. Got (4, 4, 2) and (2, 2, 2).",
            Assert.Throws<ShapeException>(() => new Add().Apply(x, x.Apply(new MaxPooling2D(2)))).Message);
        Assert.Equal(
            "Layer 'concatenate' (concatenate) requires inputs whose shapes differ in axis -1 at most, and have one. "
                + "Got (4, 4, 2) and (2, 2, 2).",
            Assert.Throws<ShapeException>(() => new Concatenate().Apply(x, x.Apply(new MaxPooling2D(2)))).Message);
        Assert.Throws<ArgumentException>(() => new Add().Apply());
    }

    [Fact]
    public void Layer_OfTheInputsName_IsRefused()
    {
        var x = Model.Input([3]);

        Assert.StartsWith(
            "Layers of a net with branches can't be called 'input'",
            Assert.Throws<TrimtabException>(() => new Model(x, x.Apply(new Dense(1) { Name = "input" }))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input_shape": [3], "layers": ["add"], "inputs": []}""")]
    [InlineData("""{"input_shape": [3], "layers": ["add"], "inputs": [[]]}""")]
    [InlineData("""{"input_shape": [3], "layers": ["add"], "inputs": [null]}""")]
    [InlineData("""{"input_shape": [3], "layers": ["add"], "inputs": [[null]]}""")]
    [InlineData("""{"input_shape": [3], "layers": ["add"], "inputs": [["add"]]}""")]
    [InlineData("""{"input_shape": [3], "layers": ["add", null], "inputs": [["input"], ["input"]]}""")]
    [InlineData("""{"input_shape": [3], "layers": ["flatten"], "inputs": [["input", "input"]]}""")]
    public void Json_OfNoNet_IsRefused(string json) => Assert.ThrowsAny<TrimtabException>(() => NeuralNetwork.FromJson(json).Dispose());

    [Fact]
    public void Json_OfTheOtherKindOfNet_IsRefused()
    {
        using var sequential = Nets.Small();
        using var model = _models["gate"]();

        Assert.Contains(
            "must be that of a Model",
            Assert.Throws<TrimtabException>(() => Model.FromJson(sequential.ToJson())).Message,
            StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => Sequential.FromJson(model.ToJson()));
    }

    private static Conv2D Same(int filters, string activation = "linear") =>
        new(filters, 3) { Padding = Padding.Same, Activation = activation };

    private static SymbolicTensor Residual(SymbolicTensor x) => new Add().Apply(x, x.Apply(Same(3, "relu")).Apply(Same(3)));

    private static Model Of(Func<SymbolicTensor, SymbolicTensor> middle)
    {
        var x = Model.Input(_image);
        return new(x, middle(x).Apply(new Flatten()).Apply(new Dense(1)));
    }

    public sealed record Hyperparameters
    {
        public int Units { get; init; } = 4;
    }
}

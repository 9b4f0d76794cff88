using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Preprocessing;

namespace Trimtab.Onnx.Tests;

/// <summary>
/// Predictions of a pipeline of steps and a net here and, exported, by ONNX Runtime: of rows as they come, texts and gaps included.
/// </summary>
public sealed class PipelineExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx").FullName;

    /// <summary>Sizes, cities and a constant; missing values of both kinds.</summary>
    private static readonly Plant[] _plants =
    [
        .. Enumerable.Range(0, 60).Select(i => new Plant(
            i % 7 == 3 ? null : 1e4 + (i * 37 % 60 * 10),
            i % 11 == 5 ? null : (string[])["Ulm", "Bonn", "Kiel", "Ulm"] is var names ? names[i % 4] : null,
            i % 5,
            i % 3 == 0 ? "rose" : "iris")),
    ];

    /// <summary>New rows: one with a city that was not learned, one without anything.</summary>
    private static readonly Plant[] _new = [new(1e4 + 5, "Bonn", 2, "rose"), new(null, "Paris", 4, "iris"), new(2e4, null, 0, "rose")];

    public static TheoryData<string> Names => [.. _steps.Keys];

    private static readonly Dictionary<string, Steps> _steps = new()
    {
        ["one-hot"] = Columns([new SimpleImputer(), new StandardScaler()], [new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
        ["infrequent"] = Columns(
            [new SimpleImputer { AddIndicator = true }, new MinMaxScaler { Clip = true }],
            [new OneHotEncoder { HandleUnknown = HandleUnknown.InfrequentIfExist, MaxCategories = 2, Drop = DropCategory.First }]),
        ["ordinal"] = Columns(
            [new SimpleImputer { Strategy = ImputerStrategy.Median }, new RobustScaler()],
            [new OrdinalEncoder { HandleUnknown = OrdinalUnknown.UseEncodedValue, MissingValue = -2 }]),
        ["imputed"] = Columns(
            [new Passthrough(), new SimpleImputer(), new StandardScaler { WithMean = false }],
            [new SimpleImputer { Strategy = ImputerStrategy.MostFrequent }, new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void ATableWithTextsAndGaps_IsPredictedTheSame(string name)
    {
        var frame = DataFrame.From(_plants);
        var rows = frame.ToDataset(nameof(Plant.Species));
        var fitted = Pipeline.Of(_steps[name], Net()).Fit(rows, new());

        var session = Exported(fitted);

        foreach (var plants in (Plant[][])[_plants, _new])
        {
            var data = DataFrame.From(plants).ToDatasetLike(rows);
            using var results = session.Run(
            [
                NamedOnnxValue.CreateFromTensor("Size", Tensor(plants, plant => (float)(plant.Size ?? double.NaN))),
                NamedOnnxValue.CreateFromTensor("City", Tensor(plants, plant => plant.City ?? "")),
                NamedOnnxValue.CreateFromTensor("Leaves", Tensor(plants, plant => (float)plant.Leaves)),
            ]);
            var here = fitted.Predict(data);
            Assert.Equal(here.LabelsAs<string>(), results.Single(result => result.Name == "label").AsEnumerable<string>());
            AssertNear(here.Probabilities!, results.Single(result => result.Name == "output").AsTensor<float>());
        }
    }

    [Fact]
    public void Numbers_AreOneInput_AndWholeLabelsStay()
    {
        float[] x = [.. Enumerable.Range(0, 40).Select(i => i % 9 == 4 ? float.NaN : (i % 2) + (i * 0.01f))];
        var rows = Dataset.OfClasses(x, [1], Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 7 : 2).ToArray());
        var fitted = Pipeline.Of([new SimpleImputer(), new StandardScaler()], Net(outputs: 1)).Fit(rows, new());

        using var results = Exported(fitted).Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(x, [40, 1]))]);

        var here = fitted.Predict(rows);
        Assert.Equal(here.LabelsAs<int>().Select(label => (long)label), results[1].AsEnumerable<long>());
        AssertNear([.. here.Probabilities!.Where((_, i) => i % 2 == 1)], results[0].AsTensor<float>());
    }

    /// <summary>A hinge loss decides at 0, and its output is no probability.</summary>
    [Fact]
    public void Margins_AreDecidedAtZero()
    {
        float[] x = [.. Enumerable.Range(0, 40).Select(i => i * 0.05f)];
        var rows = Dataset.OfClasses(x, [1], Enumerable.Range(0, 40).Select(i => i < 20 ? "low" : "high").ToArray());
        var net = NetworkClassifier.Of((Shape shape) =>
        {
            var model = new Sequential(shape) { new Dense(1) };
            model.Compile("adam", "hinge");
            return model;
        }) with
        { Epochs = 3, BatchSize = 8 };
        var fitted = net.Fit(rows, new());

        using var results = Exported(fitted).Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(x, [40, 1]))]);

        Assert.Contains(results[0].AsTensor<float>(), output => output is > 0 and < 0.5f); // where the thresholds differ
        Assert.Equal(fitted.Predict(rows).LabelsAs<string>(), results[1].AsEnumerable<string>());
    }

    [Fact]
    public void TheWinnerOfASearch_IsExported()
    {
        var rows = DataFrame.From(_plants).ToDataset(nameof(Plant.Species));
        var result = new GridSearchCV(Pipeline.Of(_steps["one-hot"], Net()), new() { ["epochs"] = [1, 2] }) { Cv = 2 }.Fit(rows, Token);

        var session = Exported(result.BestEstimator!);

        Assert.Equal(["Size", "City", "Leaves"], session.InputNames);
        Assert.Equal(["output", "label"], session.OutputNames);
    }

    [Fact]
    public void AnotherEstimator_IsRefused()
    {
        string message = Assert.Throws<TrimtabException>(() => new Other().ExportOnnx(Path.Combine(_folder, "other.onnx"))).Message;

        Assert.Equal(
            "An estimator that is exported to ONNX must be a net, or a pipeline or search of one. "
                + "Got Other: save it as its own library does.",
            message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void CategoriesThatNoRowHas_AreRefused()
    {
        var rows = DataFrame.From(_plants).ToDataset(nameof(Plant.Species));
        var given = new Dictionary<string, IReadOnlyList<string>> { ["City"] = ["Ulm", "Bonn", "Kiel", "Rome"] };
        var fitted = Pipeline.Of(Columns([new SimpleImputer()], [new OneHotEncoder { Categories = given }]), Net()).Fit(rows, new());

        string message = Assert.Throws<TrimtabException>(() => fitted.ExportOnnx(Path.Combine(_folder, "given.onnx"))).Message;

        Assert.StartsWith("Categories of a step that is exported to ONNX must be among those", message, StringComparison.Ordinal);
    }

    private static Steps Columns(Steps numbers, Steps texts) =>
    [
        new ColumnTransformer
        {
            Branches = [new("numbers", ColumnSelector.Numbers, numbers), new("texts", ColumnSelector.Texts, texts)],
        },
    ];

    private static NetworkClassifier<NoParameters> Net(int outputs = 2) => NetworkClassifier.Of((Shape shape) =>
    {
        var model = new Sequential(shape)
        {
            new Dense(4) { Activation = "tanh" },
            new Dense(outputs) { Activation = outputs > 1 ? "softmax" : "sigmoid" },
        };
        model.Compile("adam", outputs > 1 ? "categorical_crossentropy" : "binary_crossentropy");
        return model;
    }) with
    { Epochs = 2, BatchSize = 8 };

    private InferenceSession Exported(IFitted fitted)
    {
        string path = Path.Combine(_folder, "net.onnx");
        fitted.ExportOnnx(path);
        return new(path);
    }

    private static DenseTensor<T> Tensor<T>(Plant[] plants, Func<Plant, T> column) =>
        new(plants.Select(column).ToArray(), [plants.Length, 1]);

    private static void AssertNear(IReadOnlyList<double> here, IEnumerable<float> there) =>
        Assert.All(here.Zip(there), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-5));

    private sealed record Plant(double? Size, string? City, int Leaves, string Species);

    private sealed class Other : IFitted
    {
        public Scorer OwnScorer => new AccuracyScorer();

        public Prediction Predict(Dataset data) => new(new double[data.Count]);
    }
}

using Trimtab.Data;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>
/// Every numeric setting of every part of a net at every odd value is refused clearly, or a net with it trains to the end and has finite
/// weights. A new part is picked up by itself.
/// </summary>
public sealed class SettingsConformanceTests : IDisposable
{
    // The first feature is always 0, as a pixel at an image's border: its weights have gradient 0.
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 8 * 72).Select(i => i % 72 == 0 ? 0 : (i % 7) / 7f)],
        [6, 6, 2],
        [.. Enumerable.Range(0, 8).Select(row => (double)(row % 2))]);

    private static readonly string _folder = Directory.CreateTempSubdirectory("settings").FullName;

    private static readonly Dictionary<Type, object> _examples = new()
    {
        [typeof(Dense)] = new Dense(3),
        [typeof(Conv2D)] = new Conv2D(2, 3),
        [typeof(Dropout)] = new Dropout(0.5),
        [typeof(ActivationLayer)] = new ActivationLayer("relu"),
        [typeof(MaxPooling2D)] = new MaxPooling2D(2),
        [typeof(AveragePooling2D)] = new AveragePooling2D(2),
        [typeof(ZeroPadding2D)] = new ZeroPadding2D(1),
        [typeof(UpSampling2D)] = new UpSampling2D(2),
        [typeof(InputPart)] = new InputPart(3, [4]),
        [typeof(Reshape)] = new Reshape([8, 9]),
        [typeof(Permute)] = new Permute(2, 3, 1),
        [typeof(SpatialDropout2D)] = new SpatialDropout2D(0.5),
        [typeof(GaussianNoise)] = new GaussianNoise(0.5),
        [typeof(GroupNormalization)] = new GroupNormalization { Groups = 2 },
        [typeof(Conv1D)] = new Conv1D(2, 3),
        [typeof(MaxPooling1D)] = new MaxPooling1D(2),
        [typeof(AveragePooling1D)] = new AveragePooling1D(2),
        [typeof(DepthwiseConv2D)] = new DepthwiseConv2D(3),
        [typeof(SeparableConv2D)] = new SeparableConv2D(2, 3),
        [typeof(Embedding)] = new Embedding(300, 2),
        [typeof(SimpleRNN)] = new SimpleRNN(3),
        [typeof(LSTM)] = new LSTM(3),
        [typeof(GRU)] = new GRU(3),
        [typeof(Bidirectional)] = new Bidirectional(new LSTM(3)),
        [typeof(RandomTranslation)] = new RandomTranslation(0.2, 0.2),
        [typeof(RandomRotation)] = new RandomRotation(0.1),
        [typeof(RandomZoom)] = new RandomZoom(0.2),
        [typeof(RandomContrast)] = new RandomContrast(0.2),
        [typeof(ConstantRate)] = new ConstantRate(0.1),
        [typeof(ExponentialDecay)] = new ExponentialDecay(0.1, 10, 0.5),
        [typeof(InverseTimeDecay)] = new InverseTimeDecay(0.1, 10, 0.5),
        [typeof(CosineDecay)] = new CosineDecay(0.1, 10),
        [typeof(PolynomialDecay)] = new PolynomialDecay(0.1, 10),
        [typeof(PiecewiseConstant)] = new PiecewiseConstant([2, 4], [0.1, 0.2, 0.3]),
        [typeof(CsvLogger)] = new CsvLogger(Path.Combine(_folder, "log.csv")),
        [typeof(ModelCheckpoint)] = new ModelCheckpoint(Path.Combine(_folder, "net")),
        [typeof(EarlyStopping)] = new EarlyStopping("loss"),
        [typeof(ReduceLROnPlateau)] = new ReduceLROnPlateau("loss"),
        [typeof(EpochLogger)] = new EpochLogger(TextWriter.Null),
        [typeof(LearningRateScheduler)] = new LearningRateScheduler((_, rate) => rate),
    };

    private static readonly Type[] _kinds =
    [
        typeof(Layer), typeof(Optimizer), typeof(Loss), typeof(Metric), typeof(Callback), typeof(Initializer),
        typeof(Regularizer), typeof(Constraint), typeof(Activation), typeof(LearningRate), typeof(FitOptions),
    ];

    public static TheoryData<Type> Types =>
    [
        .. typeof(Sequential).Assembly.GetExportedTypes()
            .Where(
                type => !type.IsAbstract && _kinds.Any(type.IsAssignableTo)
                    && type != typeof(ProgressCallback) && type != typeof(LambdaCallback))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Array.ForEach(Directory.GetFiles(_folder), File.Delete);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task NumericSettings_AtOddValues_WorkOrAreRefusedClearly(Type type)
    {
        object example = _examples.TryGetValue(type, out object? given) ? given : Activator.CreateInstance(type)!;
        await Use(example);
        foreach (var (setting, value) in NumericSettings.Of(example))
        {
            if (!(example is FitOptions && setting == nameof(FitOptions.Epochs) && value is int.MaxValue))
            {
                await NumericSettings.WorkOrAreRefused(
                    example,
                    setting,
                    value,
                    made => Use(made, mayDiverge: value is double.MaxValue or double.MinValue or float.MaxValue or float.MinValue));
            }
        }
    }

    /// <summary>Trains a net with the part for two epochs.</summary>
    /// <param name="made">The part.</param>
    /// <param name="mayDiverge">Whether the loss may become NaN or infinite: at the ends of a type's range it does, and the training says
    /// so.</param>
    private static Task Use(object made, bool mayDiverge = false)
    {
        var dense = new Dense(2) { Activation = "softmax" };
        using var model = new Sequential([6, 6, 2]);
        if (made is Dense or Embedding)
        {
            model.Add(new Flatten());
        }

        if (made is Conv1D or Pooling1D or GlobalMaxPooling1D or GlobalAveragePooling1D or RecurrentLayer or Bidirectional)
        {
            model.Add(new Reshape([9, 8]));
        }

        if (made is Layer layer)
        {
            model.Add(layer);
        }

        if (model.OutputShape.Count > 1)
        {
            model.Add(new Flatten());
        }

        if (made is Activation activation)
        {
            model.Add(new Dense(3) { Activation = activation });
        }

        model.Add(made switch
        {
            Initializer initializer => dense with { KernelInitializer = initializer },
            Regularizer regularizer => dense with { KernelRegularizer = regularizer },
            Constraint constraint => dense with { KernelConstraint = constraint },
            _ => dense,
        });
        var loss = made as Loss ?? new CategoricalCrossentropy();
        model.Compile(
            made as Optimizer ?? new Sgd { LearningRate = made as LearningRate ?? 0.1 }, loss, made is Metric metric ? [metric] : []);
        var data = loss is SparseCategoricalCrossentropy || made is SparseCategoricalAccuracy ? _rows : _rows.OneHot(2);
        if (made is SparseCategoricalAccuracy)
        {
            model.Compile("sgd", "sparse_categorical_crossentropy", (Metric)made);
        }

        var options = made as FitOptions ?? new() { Epochs = 2, BatchSize = 4, Callbacks = made is Callback callback ? [callback] : [] };
        var history = model.Fit(data, options, TestContext.Current.CancellationToken);
        bool isFinite = history.Outcome != TrainingOutcome.NonFiniteLoss
            && model.GetWeights().Values.All(weights => weights.All(float.IsFinite));
        return isFinite || mayDiverge
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                $"The training ended as {history.Outcome}; weights or loss are not finite. {history.Reason}");
    }
}

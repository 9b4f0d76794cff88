using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>Builder, hyperparameters and training settings of a net as an estimator.</summary>
/// <param name="Builder">Builds a net for rows of a shape.</param>
/// <param name="UsesShape">Whether the net depends on the shape.</param>
internal sealed record NetworkSettings<THyperparameters>(Func<THyperparameters, Shape, NeuralNetwork> Builder, bool UsesShape)
    where THyperparameters : class, new()
{
    /// <summary>
    /// A shape for which a net is built where the rows are not known: of many features, so that what depends on their number differs.
    /// </summary>
    private static readonly Shape _anyShape = [1009];

    private const string EpochsName = "epochs", BatchSizeName = "batch_size";

    private static readonly HyperparameterBinder<THyperparameters> _binder = new(reserved: [EpochsName, BatchSizeName]);

    /// <summary>Names of all parameters.</summary>
    public static IReadOnlyCollection<string> ParameterNames { get; } = [EpochsName, BatchSizeName, .. _binder.Names];

    /// <summary>Returns a new compiled net.</summary>
    public Func<THyperparameters, Shape, NeuralNetwork> Builder { get; } = Builder ?? throw new ArgumentNullException(nameof(Builder));

    /// <summary>Argument of the builder.</summary>
    public THyperparameters Hyperparameters { get; init => field = Setting.Required(value); } = new();

    /// <summary>Number of epochs, 1 or more.</summary>
    public int Epochs { get; init => field = AtLeastOne(value, EpochsName); } = 1;

    /// <summary>Rows per gradient update, 1 or more.</summary>
    public int BatchSize { get; init => field = AtLeastOne(value, BatchSizeName); } = 32;

    /// <summary>What of the rows is learned from, in which order, and what watches.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Applies parameters: epochs and batch size here, all others to the hyperparameters.</summary>
    public NetworkSettings<THyperparameters> With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var hyperparameters = parameters.Without(EpochsName).Without(BatchSizeName);
        var settings = this with { Hyperparameters = _binder.With(Hyperparameters, hyperparameters, ParameterNames) };
        if (parameters.TryGetValue(EpochsName, out var epochs))
        {
            settings = settings with { Epochs = epochs.As<int>() };
        }

        return parameters.TryGetValue(BatchSizeName, out var batchSize) ? settings with { BatchSize = batchSize.As<int>() } : settings;
    }

    /// <summary>Builds a net for rows of a shape.</summary>
    public NeuralNetwork Build(Shape shape) => Builder(Hyperparameters, shape)
        ?? throw new TrimtabException("A builder must return a compiled net. Got null.");

    /// <summary>
    /// Configuration of the net and of its training, as text; not shared if the training may depend on the number of epochs.
    /// </summary>
    public TrajectoryIdentity Identity(EstimatorKind kind)
    {
        if (Training.WhyAlone is { } why)
        {
            return TrajectoryIdentity.Alone(why);
        }

        string name = kind == EstimatorKind.Classifier ? "classifier" : "regressor";
        using var model = Build(_anyShape);
        return model.Settings?.Optimizer.LearningRate.DependsOnTotal == true
            ? TrajectoryIdentity.Alone("its learning rate depends on the number of epochs")
            : TrajectoryIdentity.Of(Invariant($"{name}, batch_size {BatchSize}{Training.Key}: {NetworkJson.Identity(model)}")
                + (UsesShape ? $" by {_binder.TextOf(Hyperparameters)}" : "")); // nets alike for one shape may differ for others
    }

    /// <summary>What a training reports of each epoch, with the directions of improvement.</summary>
    public IReadOnlyList<Objective> EpochMetrics()
    {
        using var model = Build(_anyShape);
        return [.. Training.MetricsOf(model).Select(metric => new Objective(metric.Key, metric.Value))];
    }

    /// <summary>Begins the training of <paramref name="model"/>.</summary>
    /// <param name="model">The net.</param>
    /// <param name="data">The rows, with targets as its loss requires them.</param>
    /// <param name="validation">Rows to validate on; or null.</param>
    /// <param name="context">Context of the fit.</param>
    /// <param name="fitted">Makes the fitted estimator.</param>
    public ITrajectory Begin(
        NeuralNetwork model, Dataset data, Dataset? validation, FitContext context, Func<NeuralNetwork, IFitted> fitted)
    {
        var options = new FitOptions
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Shuffle = Training.Shuffle,
            ClassWeights = Training.ClassWeights,
            ValidationSplit = Training.ValidationSplit,
            ValidationData = validation,
            Callbacks = context.IsTiming ? [] : Training.NewCallbacks(),
            FitName = context.Name,
            Random = context.Random,
            ThreadsNow = () => context.Threads,
        };
        var loop = new FitLoop(model, data, options, context.EpochEnded);
        return loop.CanResume
            ? new ResumableNetworkTrajectory(model, loop, fitted, context.CancellationToken)
            : new NetworkTrajectory(model, loop, fitted, context.CancellationToken);
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new TrimtabException(Invariant($"Parameter '{name}' must be 1 or more. Got {value}."));
}

using System.Runtime.ExceptionServices;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.ModelSelection.Planning;
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

    /// <summary>Names of all parameters.</summary>
    public static IReadOnlyCollection<string> ParameterNames => field ??= [EpochsName, BatchSizeName, .. Properties.Names];

    /// <summary>Returns a new compiled net.</summary>
    public Func<THyperparameters, Shape, NeuralNetwork> Builder { get; } = Checked(Builder);

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
        var settings = hyperparameters.Count == 0
            ? this
            : this with { Hyperparameters = Properties.With(Hyperparameters, hyperparameters, ParameterNames) };
        if (parameters.TryGetValue(EpochsName, out var epochs))
        {
            settings = settings with { Epochs = epochs.As<int>() };
        }

        return parameters.TryGetValue(BatchSizeName, out var batchSize) ? settings with { BatchSize = batchSize.As<int>() } : settings;
    }

    /// <summary>Builds a net for rows of a shape.</summary>
    /// <exception cref="TrimtabException">The builder returns null, or a net that it has returned before.</exception>
    public NeuralNetwork Build(Shape shape)
    {
        var model = Builder(Hyperparameters, shape) ?? throw new TrimtabException("A builder must return a compiled net. Got null.");
        return model.TryTake() ? model
            : throw new TrimtabException("A builder must return a new compiled net at every call. It returned one that it had returned "
                + "before: make the net within the function.");
    }

    /// <summary>
    /// Configuration of the net and of its training, as text; not shared if the training may depend on the number of epochs.
    /// </summary>
    public TrajectoryIdentity Identity(EstimatorKind kind)
    {
        if (Training.WhyAlone is { } why)
        {
            return TrajectoryIdentity.Alone(why);
        }

        using var model = Build(_anyShape);
        string name = kind == EstimatorKind.Regressor ? "regressor"
            : model.Settings?.Loss.HasMargins == true ? "classifier by margins"
            : "classifier";
        return model.Settings?.Optimizer.LearningRate.DependsOnTotal == true
            ? TrajectoryIdentity.Alone("its learning rate depends on the number of epochs")
            : TrajectoryIdentity.Of(Invariant($"{name}, batch_size {BatchSize}{Training.Key}: {NetworkJson.Identity(model)}")
                + (UsesShape ? $" by {Properties.TextOf(Hyperparameters)}" : "")); // nets alike for one shape may differ for others
    }

    /// <summary>What a training reports of each epoch, with the directions of improvement.</summary>
    public IReadOnlyList<Objective> EpochMetrics()
    {
        using var model = Build(_anyShape);
        return [.. Training.MetricsOf(model).Select(metric => new Objective(metric.Key, metric.Value))];
    }

    /// <summary>
    /// Finds out what a training would refuse whatever its rows: a net that can't be built, a callback without its metric.
    /// </summary>
    public void Check()
    {
        NeuralNetwork? built = null;
        if (UserCode.Try(() => built = Build(_anyShape)) is { } error && !UsesShape)
        {
            ExceptionDispatchInfo.Throw(error); // for rows of their own shape, a net that uses the shape may still be built
        }

        using var model = built;
        if (model is not null)
        {
            Training.CheckCallbacks(model);
        }
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

    /// <summary>The properties of the builder's argument, which are parameters.</summary>
    private static SettingProperties Properties => SettingProperties.Of(typeof(THyperparameters));

    /// <summary>Refuses a builder whose argument has a property that is a parameter of the training.</summary>
    private static Func<THyperparameters, Shape, NeuralNetwork> Checked(Func<THyperparameters, Shape, NeuralNetwork> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new[] { EpochsName, BatchSizeName }.FirstOrDefault(Properties.Names.Contains) is { } reserved
            ? throw new TrimtabException($"'{reserved}' is a parameter of the training, not of the builder. "
                + $"Remove {Properties.Find(reserved)!.Name} from {typeof(THyperparameters).Name}.")
            : builder;
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new TrimtabException(Invariant($"Parameter '{name}' must be 1 or more. Got {value}."));
}

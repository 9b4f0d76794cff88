using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>What the two network estimators share: the builder, its hyperparameters, and how to fit.</summary>
internal sealed record NetworkSettings<THyperparameters>(Func<THyperparameters, Sequential> Builder)
    where THyperparameters : class, new()
{
    private const string EpochsName = "epochs", BatchSizeName = "batch_size";

    private static readonly HyperparameterBinder<THyperparameters> _binder = new(reserved: [EpochsName, BatchSizeName]);

    public static IReadOnlyCollection<string> ParameterNames { get; } = [EpochsName, BatchSizeName, .. _binder.Names];

    public Func<THyperparameters, Sequential> Builder { get; } = Builder ?? throw new ArgumentNullException(nameof(Builder));

    public THyperparameters Hyperparameters { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new();

    public int Epochs { get; init => field = AtLeastOne(value, EpochsName); } = 1;

    public int BatchSize { get; init => field = AtLeastOne(value, BatchSizeName); } = 32;

    public Func<IReadOnlyList<Callback>>? Callbacks { get; init; }

    /// <summary>Routes each parameter by its name: two to fitting, the others to the builder.</summary>
    public NetworkSettings<THyperparameters> With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var settings = this with { Hyperparameters = _binder.With(Hyperparameters, parameters.Without(EpochsName).Without(BatchSizeName), ParameterNames) };
        if (parameters.TryGetValue(EpochsName, out var epochs))
        {
            settings = settings with { Epochs = epochs.As<int>() };
        }

        return parameters.TryGetValue(BatchSizeName, out var batchSize) ? settings with { BatchSize = batchSize.As<int>() } : settings;
    }

    /// <summary>A new net.</summary>
    public Sequential Build() => Builder(Hyperparameters)
        ?? throw new TrimtabException("A builder must return a compiled net. Got null.");

    /// <summary>The net's whole configuration and the batch size, as text; alone where something may depend on the number of epochs.</summary>
    public TrajectoryIdentity Identity(string kind)
    {
        if (Callbacks is not null)
        {
            return TrajectoryIdentity.Alone("its callbacks may depend on the number of epochs");
        }

        using var model = Build();
        return model.Settings?.Optimizer.LearningRate.DependsOnTotal == true
            ? TrajectoryIdentity.Alone("its learning rate depends on the number of epochs")
            : TrajectoryIdentity.Of(Invariant($"{kind}, batch_size {BatchSize}: {NetworkJson.Identity(model)}"));
    }

    /// <summary>Begins to train <paramref name="model"/>.</summary>
    public NetworkTrajectory Begin(Sequential model, Dataset data, FitContext context, Func<Sequential, IFitted> fitted)
    {
        var options = new FitOptions { Epochs = Epochs, BatchSize = BatchSize, Callbacks = context.IsRehearsal ? [] : Callbacks?.Invoke() ?? [], Random = context.Random };
        return new(model, new(model, data, options, context.EpochEnded), fitted, context.CancellationToken);
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new TrimtabException(Invariant($"Parameter '{name}' must be 1 or more. Got {value}."));
}

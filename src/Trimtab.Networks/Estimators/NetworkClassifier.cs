using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>Makes classifiers out of functions that build nets.</summary>
public static class NetworkClassifier
{
    /// <summary>A classifier whose net is built by <paramref name="build"/>; only <c>epochs</c> and <c>batch_size</c> can be searched.</summary>
    public static NetworkClassifier<NoParameters> Of(Func<Sequential> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(_ => build());
    }

    /// <summary>A classifier whose net is built by <paramref name="build"/> from typed hyperparameters.</summary>
    public static NetworkClassifier<THyperparameters> Of<THyperparameters>(Func<THyperparameters, Sequential> build)
        where THyperparameters : class, new() => new(build);
}

/// <summary>Nets as a classifier: a function that builds a compiled net from typed hyperparameters, and how to fit it.</summary>
/// <typeparam name="THyperparameters">
/// What the builder takes: its settable properties are the hyperparameters, in snake case (<c>InitMode</c> is <c>init_mode</c>), and their first
/// values the defaults. A word in a grid converts to the property's type, so <c>"adam"</c> fits an <see cref="Optimizer"/>.
/// </typeparam>
/// <remarks>
/// <c>epochs</c> and <c>batch_size</c> go to fitting, every other parameter to the builder. Labels are whole numbers from 0 to k − 1 for a
/// net of k outputs (0 and 1 for a single sigmoid), or one-hot rows; they are turned into what the loss wants. Immutable; thread-safe
/// when the builder is.
/// </remarks>
public sealed record NetworkClassifier<THyperparameters> : IIterativeEstimator
    where THyperparameters : class, new()
{
    private readonly NetworkSettings<THyperparameters> _settings;

    /// <summary>Wraps a builder.</summary>
    /// <param name="build">Makes a compiled net, a new one at every call; called on several threads at once.</param>
    public NetworkClassifier(Func<THyperparameters, Sequential> build) => _settings = new(build);

    /// <summary>Values of the hyperparameters that are not searched. Default: those of a new <typeparamref name="THyperparameters"/>.</summary>
    public THyperparameters Hyperparameters { get => _settings.Hyperparameters; init => _settings = _settings with { Hyperparameters = value }; }

    /// <summary>Passes over the rows, 1 or more. Default 1.</summary>
    public int Epochs { get => _settings.Epochs; init => _settings = _settings with { Epochs = value }; }

    /// <summary>Rows per step, 1 or more; the last step of an epoch takes what is left, also where it is the only one. Default 32.</summary>
    public int BatchSize { get => _settings.BatchSize; init => _settings = _settings with { BatchSize = value }; }

    /// <summary>Makes the callbacks of one fit, anew for every fit because fits run at once; not for one that is only timed. Default: none.</summary>
    public Func<IReadOnlyList<Callback>>? Callbacks { get => _settings.Callbacks; init => _settings = _settings with { Callbacks = value }; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ParameterNames => NetworkSettings<THyperparameters>.ParameterNames;

    /// <inheritdoc/>
    public EstimatorKind Kind => EstimatorKind.Classifier;

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters) => new NetworkClassifier<THyperparameters>(_settings.With(parameters));

    /// <inheritdoc/>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var model = _settings.Build();
        ClassTargets.Check(model, data);
        model.Check(data, ClassTargets.Columns(model, data));
    }

    /// <inheritdoc/>
    public TrajectoryIdentity Identity => _settings.Identity("classifier");

    /// <inheritdoc/>
    public IFitted Fit(Dataset data, FitContext context)
    {
        var trajectory = Begin(data, context); // not disposed: the net lives on in what was learned
        trajectory.AdvanceTo(Epochs);
        return trajectory.Fitted;
    }

    /// <inheritdoc/>
    public ITrajectory Begin(Dataset data, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        var model = _settings.Build();
        return _settings.Begin(model, ClassTargets.For(model, data), context, net => new FittedNetworkClassifier(net));
    }

    private NetworkClassifier(NetworkSettings<THyperparameters> settings) => _settings = settings;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>For builders without hyperparameters of their own.</summary>
public sealed record NoParameters
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

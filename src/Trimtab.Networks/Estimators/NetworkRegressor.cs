using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>Makes regressors out of functions that build nets.</summary>
public static class NetworkRegressor
{
    /// <summary>A regressor whose net is built by <paramref name="build"/>; only <c>epochs</c> and <c>batch_size</c> can be searched.</summary>
    public static NetworkRegressor<NoParameters> Of(Func<Sequential> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(_ => build());
    }
}

/// <summary>Nets as a regressor; as <see cref="NetworkClassifier{THyperparameters}"/>, with real targets, one or more a row.</summary>
/// <typeparam name="THyperparameters">What the builder takes; see <see cref="NetworkClassifier{THyperparameters}"/>.</typeparam>
public sealed record NetworkRegressor<THyperparameters> : IIterativeEstimator
    where THyperparameters : class, new()
{
    private readonly NetworkSettings<THyperparameters> _settings;

    /// <summary>Wraps a builder.</summary>
    /// <param name="build">Makes a compiled net, a new one at every call; called on several threads at once.</param>
    public NetworkRegressor(Func<THyperparameters, Sequential> build) => _settings = new(build);

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
    public EstimatorKind Kind => EstimatorKind.Regressor;

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters) => new NetworkRegressor<THyperparameters>(_settings.With(parameters));

    /// <inheritdoc/>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var model = _settings.Build();
        model.Check(data, data.Outputs);
    }

    /// <inheritdoc/>
    public TrajectoryIdentity Identity => _settings.Identity("regressor");

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
        return _settings.Begin(model, data, context, net => new FittedNetworkRegressor(net));
    }

    private NetworkRegressor(NetworkSettings<THyperparameters> settings) => _settings = settings;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

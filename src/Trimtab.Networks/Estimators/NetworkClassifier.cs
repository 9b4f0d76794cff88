using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Makes classifiers out of functions that build nets.</summary>
public static class NetworkClassifier
{
    /// <summary>A classifier whose net is built by <paramref name="build"/>; only <c>epochs</c> and <c>batch_size</c> can be searched.</summary>
    public static NetworkClassifier<NoKnobs> Of(Func<Sequential> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(_ => build());
    }

    /// <summary>A classifier whose net is built by <paramref name="build"/> from typed knobs.</summary>
    public static NetworkClassifier<TKnobs> Of<TKnobs>(Func<TKnobs, Sequential> build)
        where TKnobs : class, new() => new(build);
}

/// <summary>Nets as a classifier: a function that builds a compiled net from typed knobs, and how to fit it.</summary>
/// <typeparam name="TKnobs">
/// What the builder takes: its settable properties are the knobs, in snake case (<c>InitMode</c> is <c>init_mode</c>), and their first
/// values the defaults. A word in a grid converts to the property's type, so <c>"adam"</c> fits an <see cref="Optimizer"/>.
/// </typeparam>
/// <remarks>
/// <c>epochs</c> and <c>batch_size</c> go to fitting, every other knob to the builder. Labels are whole numbers from 0 to k − 1 for a
/// net of k outputs (0 and 1 for a single sigmoid), or one-hot rows; they are turned into what the loss wants. Immutable; thread-safe
/// when the builder is.
/// </remarks>
public sealed record NetworkClassifier<TKnobs> : IIterativeEstimator
    where TKnobs : class, new()
{
    private readonly NetworkSettings<TKnobs> _settings;

    /// <summary>Wraps a builder.</summary>
    /// <param name="build">Makes a compiled net, a new one at every call; called on several threads at once.</param>
    public NetworkClassifier(Func<TKnobs, Sequential> build) => _settings = new(build);

    /// <summary>Values of the knobs that are not searched. Default: those of a new <typeparamref name="TKnobs"/>.</summary>
    public TKnobs Knobs { get => _settings.Knobs; init => _settings = _settings with { Knobs = value }; }

    /// <summary>Passes over the rows, 1 or more. Default 1.</summary>
    public int Epochs { get => _settings.Epochs; init => _settings = _settings with { Epochs = value }; }

    /// <summary>Rows per step, 1 or more; the last step of an epoch takes what is left, also where it is the only one. Default 32.</summary>
    public int BatchSize { get => _settings.BatchSize; init => _settings = _settings with { BatchSize = value }; }

    /// <summary>Makes the callbacks of one fit, anew for every fit because fits run at once; not for one that is only timed. Default: none.</summary>
    public Func<IReadOnlyList<Callback>>? Callbacks { get => _settings.Callbacks; init => _settings = _settings with { Callbacks = value }; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ParameterNames => NetworkSettings<TKnobs>.ParameterNames;

    /// <inheritdoc/>
    public EstimatorKind Kind => EstimatorKind.Classifier;

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters) => new NetworkClassifier<TKnobs>(_settings.With(parameters));

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

    private NetworkClassifier(NetworkSettings<TKnobs> settings) => _settings = settings;
}

/// <summary>For builders without knobs of their own.</summary>
public sealed record NoKnobs;

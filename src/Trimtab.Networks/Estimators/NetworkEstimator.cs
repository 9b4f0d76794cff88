using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>A net as an estimator: a function that builds a compiled net from hyperparameters, and the settings of its training.</summary>
/// <typeparam name="THyperparameters">
/// Parameter of the builder. Its settable properties are the hyperparameters, named in snake case (<c>InitMode</c> is <c>init_mode</c>),
/// and their initial values the defaults. Strings in a grid convert to the type of the property, such as <c>"adam"</c> to
/// <see cref="Optimizer"/>.
/// </typeparam>
/// <remarks>
/// The parameters <c>epochs</c> and <c>batch_size</c> are settings of the training; all others are passed to the builder. Immutable;
/// thread-safe if the builder is.
/// </remarks>
public abstract record NetworkEstimator<THyperparameters> : IIterativeEstimator
    where THyperparameters : class, new()
{
    private protected NetworkEstimator(Func<THyperparameters, NeuralNetwork> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Settings = new((hyperparameters, _) => build(hyperparameters), UsesShape: false);
    }

    private protected NetworkEstimator(Func<THyperparameters, Shape, NeuralNetwork> build) => Settings = new(build, UsesShape: true);

    /// <summary>
    /// Values of the hyperparameters that are not searched. Default: those of a new <typeparamref name="THyperparameters"/>.
    /// </summary>
    public THyperparameters Hyperparameters
    {
        get => Settings.Hyperparameters;
        init => Settings = Settings with { Hyperparameters = value };
    }

    /// <summary>Number of epochs (passes over the rows), 1 or more. Default 1.</summary>
    public int Epochs
    {
        get => Settings.Epochs;
        init => Settings = Settings with { Epochs = value };
    }

    /// <summary>Rows per gradient update, 1 or more; the last batch of an epoch may be smaller. Default 32.</summary>
    public int BatchSize
    {
        get => Settings.BatchSize;
        init => Settings = Settings with { BatchSize = value };
    }

    /// <summary>Whether the rows are shuffled before each epoch. Default true.</summary>
    public bool Shuffle
    {
        get => Settings.Training.Shuffle;
        init => Settings = Settings with { Training = Settings.Training with { Shuffle = value } };
    }

    /// <summary>
    /// Fraction of the rows to learn from, taken from their end before they are shuffled, that are not learned from and on which loss and
    /// metrics are evaluated after each epoch, as <c>val_loss</c>; in [0, 1). Default 0: none.
    /// </summary>
    /// <remarks>
    /// In a search these are rows of each fold's training part; its test rows take no part. In a <see cref="Pipeline"/>, its steps do not
    /// learn from them, and prepare them as they do test rows. Rows that are sorted by class leave classes out
    /// on one side: shuffle them once, or have a splitter do it. Ignored where <see cref="ValidationData"/> is set.
    /// </remarks>
    public double ValidationSplit
    {
        get => Settings.Training.ValidationSplit;
        init => Settings = Settings with { Training = Settings.Training with { ValidationSplit = value } };
    }

    /// <summary>
    /// Rows on which loss and metrics are evaluated after each epoch of every fit; not learned from. In a <see cref="Pipeline"/>, its steps
    /// prepare them as they do test rows. Default: none.
    /// </summary>
    public Dataset? ValidationData
    {
        get => Settings.Training.ValidationData;
        init => Settings = Settings with { Training = Settings.Training with { ValidationData = value } };
    }

    /// <summary>
    /// Creates the callbacks of one fit, new ones at every call, as fits run concurrently; none for fits that are only timed. Default none.
    /// </summary>
    /// <remarks>
    /// It is also called where callbacks are looked at and not used. Candidates that differ in epochs alone share a training, and a ledger
    /// keeps it, where every callback knows its <see cref="Callback.Key"/>, as those of Trimtab do but for functions. Files are kept apart
    /// by <see cref="TrainingState.FitName"/>.
    /// </remarks>
    public Func<IReadOnlyList<Callback>>? Callbacks
    {
        get => Settings.Training.Callbacks;
        init => Settings = Settings with { Training = Settings.Training with { Callbacks = value } };
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ParameterNames => NetworkSettings<THyperparameters>.ParameterNames;

    /// <inheritdoc/>
    public abstract EstimatorKind Kind { get; }

    /// <summary>
    /// Yes: a row's loss is multiplied by its weight, and the sum over a batch divided by the number of its rows, as in Keras.
    /// </summary>
    public bool UsesWeights => true;

    /// <inheritdoc/>
    public TrajectoryIdentity Identity => Settings.Identity(Kind);

    /// <summary>The loss and the net's metrics.</summary>
    IReadOnlyList<Objective> IIterativeEstimator.EpochMetrics => Settings.EpochMetrics();

    /// <summary>Builder and settings of the training.</summary>
    private protected NetworkSettings<THyperparameters> Settings { get; init; }

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters) => this with { Settings = Settings.With(parameters) };

    /// <inheritdoc/>
    public void CheckSettings() => Settings.Check();

    /// <inheritdoc/>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        LearnableTargets.Require(data, Kind);
        using var model = Settings.Build(data.FeatureShape);
        var numbered = Numbered(model, data, null);
        model.Check(numbered, TargetColumns(model, numbered));
        Settings.Training.Check(model, numbered);
    }

    /// <summary>All, or those that <see cref="ValidationSplit"/> leaves.</summary>
    public int LearnedRows(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ValidationSplit == 0 || ValidationData is not null ? data.Count : FitRows.Kept(data, ValidationSplit);
    }

    /// <inheritdoc/>
    public IFitted Fit(Dataset data, FitContext context)
    {
        var trajectory = Begin(data, context); // not disposed: the fitted estimator owns the net
        trajectory.AdvanceTo(Epochs);
        return trajectory.Fitted;
    }

    /// <inheritdoc/>
    public ITrajectory Begin(Dataset data, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        LearnableTargets.Require(data, Kind);
        var model = Settings.Build(data.FeatureShape);
        var numbered = Numbered(model, data, context.ClassNumbers);
        var validation = ValidationData is { } rows
            ? ForValidation(model, context.PrepareRows?.Invoke(rows) ?? rows, data, numbered)
            : null;
        return Settings.Begin(model, WithTargets(model, numbered), validation, context, trained => Fitted(trained, data, numbered));
    }

    /// <summary>
    /// Kind and settings of the training and the hyperparameters as text, the same in every culture; the net is not built.
    /// </summary>
    public sealed override string ToString() =>
        Invariant($"{GetType().Name.Split('`')[0]} {{ Epochs = {Epochs}, BatchSize = {BatchSize}, ")
        + $"Hyperparameters = {InvariantText.Of(Hyperparameters)} }}";

    /// <summary>Rows to validate on as the loss of the net requires them.</summary>
    private Dataset ForValidation(NeuralNetwork model, Dataset rows, Dataset data, Dataset numbered)
    {
        LearnedColumns.Require(data.Columns, rows, "validate on");
        return WithTargets(model, NumberedLike(model, rows, data, numbered));
    }

    /// <summary>
    /// The rows with class numbers of the net in place of other labels; <paramref name="data"/> itself where they have those.
    /// </summary>
    private protected abstract Dataset Numbered(NeuralNetwork model, Dataset data, IReadOnlyList<double>? known);

    /// <summary>The same of rows that are validated on: the same label has the same number.</summary>
    private protected abstract Dataset NumberedLike(NeuralNetwork model, Dataset data, Dataset given, Dataset numbered);

    /// <summary>Targets per row, as passed to the net.</summary>
    private protected abstract int TargetColumns(NeuralNetwork model, Dataset numbered);

    /// <summary>The rows with targets as the loss of the net requires them.</summary>
    private protected abstract Dataset WithTargets(NeuralNetwork model, Dataset numbered);

    /// <summary>The fitted estimator of a trained net.</summary>
    /// <param name="model">The net.</param>
    /// <param name="data">The rows as they were given.</param>
    /// <param name="numbered">The rows with class numbers of the net.</param>
    private protected abstract IFitted Fitted(NeuralNetwork model, Dataset data, Dataset numbered);
}

/// <summary>The hyperparameters of a builder without any.</summary>
public sealed record NoParameters
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

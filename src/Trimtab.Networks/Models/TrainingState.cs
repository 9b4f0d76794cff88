namespace Trimtab.Networks;

/// <summary>
/// State of a running training, as passed to callbacks, with the settings they may change. Not thread-safe; valid only during the training.
/// </summary>
public sealed class TrainingState
{
    private const string Validation = "val_";

    private readonly TrainingRun _run;
    private readonly IReadOnlyDictionary<string, Direction> _directions;

    internal TrainingState(NeuralNetwork model, TrainingRun run, int epochs, int steps, bool hasValidation)
    {
        (Model, _run, Epochs, Steps, LastEpoch) = (model, run, epochs, steps, run.EpochsDone + epochs);
        _directions = Directions(model.Settings!.Metrics, hasValidation);
    }

    /// <summary>The net being trained. Its weights may be read, and be set between epochs.</summary>
    public NeuralNetwork Model { get; }

    /// <summary>
    /// Name of the training among those of a search, such as <c>candidate-3-fold-0-epochs-20</c> or <c>refit</c>, to name files by; empty
    /// for a training of its own. Candidates that differ in epochs alone share a training, named after the first of them and the longest.
    /// </summary>
    public string FitName { get; internal init; } = "";

    /// <summary>Maximum number of epochs of this training.</summary>
    public int Epochs { get; }

    /// <summary>Number of the last epoch.</summary>
    public int LastEpoch { get; }

    /// <summary>Number of the current epoch, from 1; continues when a net is trained again.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Number of steps per epoch.</summary>
    public int Steps { get; }

    /// <summary>Steps done in the current epoch.</summary>
    public int Step { get; internal set; }

    /// <summary>Learning rate of the next step. Setting it replaces the optimizer's schedule from then on; above 0, finite.</summary>
    public double LearningRate
    {
        get => _run.LearningRate;
        set => _run.LearningRateOverride = Setting.Above(value, 0, nameof(LearningRate));
    }

    /// <summary>
    /// Names of the metrics of every epoch: <c>loss</c>, the compiled metrics, and both with the prefix <c>val_</c> if there is validation
    /// data.
    /// </summary>
    public IEnumerable<string> Metrics => _directions.Keys;

    /// <summary>Direction of a metric: <see cref="Direction.Minimize"/> for losses, otherwise the metric's own.</summary>
    /// <exception cref="UnknownNameException">There is no such metric; the message lists those available.</exception>
    public Direction DirectionOf(string metric) => _directions.TryGetValue(metric, out var direction)
        ? direction
        : throw new UnknownNameException("metric", metric, Metrics);

    /// <summary>Reason why the training stops after the current epoch; <see langword="null"/> if it continues.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Stops the training after the current epoch. If called repeatedly, the first reason is kept.</summary>
    public void Stop(string reason) => StopReason ??= reason;

    /// <summary>The metrics of every epoch with their directions of improvement.</summary>
    internal static OrderedDictionary<string, Direction> Directions(IEnumerable<Metric> metrics, bool hasValidation)
    {
        var directions = new OrderedDictionary<string, Direction>(StringComparer.Ordinal);
        foreach (string prefix in hasValidation ? (string[])["", Validation] : [""])
        {
            directions[prefix + "loss"] = Direction.Minimize;
            foreach (var metric in metrics)
            {
                directions[prefix + metric.Name] = metric.Direction;
            }
        }

        return directions;
    }
}

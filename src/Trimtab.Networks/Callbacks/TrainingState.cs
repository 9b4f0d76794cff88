using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A training as its callbacks see it, and what they may change. Not thread-safe; of use only while the training runs.</summary>
public sealed class TrainingState
{
    private const string Validation = "val_";

    private readonly TrainingRun _run;
    private readonly IReadOnlyDictionary<string, Direction> _directions;

    internal TrainingState(Sequential model, TrainingRun run, int epochs, int steps, bool hasValidation)
    {
        (Model, _run, Epochs, Steps, LastEpoch) = (model, run, epochs, steps, run.EpochsDone + epochs);
        _directions = Directions(model.Settings!.Metrics, hasValidation);
    }

    /// <summary>The net. Its weights may be read, and set between epochs.</summary>
    public Sequential Model { get; }

    /// <summary>How many epochs this training has at most.</summary>
    public int Epochs { get; }

    /// <summary>The number the last epoch will have.</summary>
    public int LastEpoch { get; }

    /// <summary>The epoch at hand, from 1; a net that is trained again counts on.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Steps in an epoch.</summary>
    public int Steps { get; }

    /// <summary>Steps taken in the epoch at hand.</summary>
    public int Step { get; internal set; }

    /// <summary>The rate of the next step. Setting it replaces the optimizer's schedule from now on; above 0, finite.</summary>
    public double LearningRate
    {
        get => _run.LearningRate;
        set => _run.LearningRateOverride = Setting.Above(value, 0, nameof(LearningRate));
    }

    /// <summary>What is measured in every epoch: <c>loss</c>, the metrics by name, and both with <c>val_</c> where there are validation rows.</summary>
    public IEnumerable<string> Measures => _directions.Keys;

    /// <summary>Whether less or more of a measure is better: of losses less, of metrics what they say.</summary>
    /// <exception cref="UnknownNameException">It is not measured; the message lists what is.</exception>
    public Direction DirectionOf(string measure) => _directions.TryGetValue(measure, out var direction)
        ? direction
        : throw new UnknownNameException("measure", measure, Measures);

    /// <summary>Why the training ends after this epoch; <see langword="null"/> while it goes on.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends the training after the epoch at hand. The first reason given stays.</summary>
    public void Stop(string reason) => StopReason ??= reason;

    private static OrderedDictionary<string, Direction> Directions(IEnumerable<Metric> metrics, bool hasValidation)
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

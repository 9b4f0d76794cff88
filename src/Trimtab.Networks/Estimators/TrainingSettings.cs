using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Settings of an estimator's training beside epochs and batch size: order and choice of rows, validation, callbacks.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Whether the rows are shuffled before each epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How much the rows of each class count; or null.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Fraction of the rows, taken from the end, that are validated on.</summary>
    public double ValidationSplit { get; init => field = Setting.Fraction(value); }

    /// <summary>Rows that are validated on in every fit; or null.</summary>
    public Dataset? ValidationData { get; init; }

    /// <summary>Creates the callbacks of one fit; or null.</summary>
    public Func<IReadOnlyList<Callback>>? Callbacks { get; init; }

    /// <summary>Why a training must be alone; null where it need not.</summary>
    public string? WhyAlone => NewCallbacks().FirstOrDefault(callback => callback.Key is null) is { } callback
        ? $"its callback {callback.GetType().Name} may depend on the number of epochs"
        : null;

    /// <summary>What differs from the defaults, as text; empty for the defaults.</summary>
    public string Key => string.Concat(
        Shuffle ? "" : ", not shuffled",
        ClassWeights is null ? "" : $", class weights {ClassWeights}",
        ValidationData is { } rows ? $", validated on {rows.Fingerprint}"
            : ValidationSplit > 0 ? Invariant($", validated on the last {ValidationSplit:R}")
            : "",
        string.Concat(NewCallbacks().Where(callback => callback.Key is { Length: > 0 })
            .Select(callback => Invariant($", {callback.GetType()} ({callback.Key!.Length}: {callback.Key})"))));

    /// <summary>Whether each epoch is validated.</summary>
    private bool HasValidation => ValidationData is not null || ValidationSplit > 0;

    /// <summary>The metrics of every epoch, with their directions of improvement.</summary>
    public OrderedDictionary<string, Direction> MetricsOf(NeuralNetwork model) =>
        TrainingState.Directions(model.Settings?.Metrics ?? [], HasValidation);

    /// <summary>The callbacks of a fit.</summary>
    /// <exception cref="TrimtabException">The function returns null, or a list with null.</exception>
    public IReadOnlyList<Callback> NewCallbacks() => Callbacks is null ? []
        : Callbacks() is { } made && !made.Contains(null!) ? made
        : throw new TrimtabException("Callbacks must return the callbacks of a fit, none of them null. Got null: return an empty list.");

    /// <summary>Finds out, without training, what a training of <paramref name="model"/> would refuse.</summary>
    /// <exception cref="TrimtabException">
    /// The split leaves no rows on one side, there is a weight of an unknown class, or a callback needs a metric that there is not.
    /// </exception>
    public void Check(NeuralNetwork model, Dataset data)
    {
        var (train, _) = FitRows.Split(data, ValidationSplit, ValidationData);
        _ = ClassWeights?.For(train);
        CheckCallbacks(model);
    }

    /// <summary>Refuses a callback that needs a metric which <paramref name="model"/> does not report.</summary>
    /// <exception cref="UnknownNameException">A callback does.</exception>
    public void CheckCallbacks(NeuralNetwork model)
    {
        var metrics = MetricsOf(model);
        foreach (var callback in NewCallbacks())
        {
            if (callback.Monitored is { } metric && !metrics.ContainsKey(metric))
            {
                throw new UnknownNameException("metric", metric, metrics.Keys);
            }
        }
    }
}

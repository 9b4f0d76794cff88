using Trimtab.ModelSelection;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>What <see cref="Sequential.Fit"/> does around the epochs: validation rows, callbacks, history.</summary>
internal static class FitLoop
{
    private const int ValidationBatch = 256;

    /// <param name="model">A compiled net.</param>
    /// <param name="data">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="epochEnded">Told of every epoch; or null.</param>
    /// <param name="cancellationToken">Stops within one step's time.</param>
    public static TrainingHistory Run(
        Sequential model, Dataset data, FitOptions options, Action<EpochReport>? epochEnded, CancellationToken cancellationToken)
    {
        var training = model.Build(options.Random);
        training.Random = options.Random;
        var (train, validation) = SplitOff(data, options);
        var loss = model.Settings!.Loss;
        var targets = TargetTable.Check(train, training.Network, loss);
        var validationTargets = validation is null ? null : TargetTable.Check(validation, training.Network, loss);
        if (options.BatchSize > train.Count)
        {
            throw new TrimtabException($"The batch size must be at most the number of rows to train on ({train.Count}). Got {options.BatchSize}.");
        }

        var reports = new List<EpochReport>(options.Epochs);
        for (int i = 0; i < options.Epochs; i++)
        {
            var report = Epoch(training, targets, validationTargets, options, cancellationToken);
            reports.Add(report);
            epochEnded?.Invoke(report);
            if (!double.IsFinite(report.Measures["loss"]))
            {
                return new(reports, TrainingOutcome.NonFiniteLoss, $"The loss became {report.Measures["loss"]} in epoch {report.Epoch}.");
            }
        }

        return new(reports, TrainingOutcome.Completed, "");
    }

    private static EpochReport Epoch(
        Training training, TargetTable targets, TargetTable? validationTargets, FitOptions options, CancellationToken cancellationToken)
    {
        var measures = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(measures, "", training.Epoch(targets, options, cancellationToken));
        if (validationTargets is not null)
        {
            Add(measures, "val_", training.Evaluate(validationTargets, ValidationBatch, cancellationToken));
        }

        return new(training.EpochsDone, measures);
    }

    private static void Add(Dictionary<string, double> measures, string prefix, Evaluation evaluation)
    {
        measures[prefix + "loss"] = evaluation.Loss;
        foreach (var (name, value) in evaluation.Measures)
        {
            measures[prefix + name] = value;
        }
    }

    /// <summary>The rows to train on and those to validate on: given, or the last ones, as in Keras.</summary>
    private static (Dataset Train, Dataset? Validation) SplitOff(Dataset data, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (options.ValidationData is not null || options.ValidationSplit == 0)
        {
            return (data, options.ValidationData);
        }

        int kept = (int)(data.Count * (1 - options.ValidationSplit));
        if (kept == 0 || kept == data.Count)
        {
            throw new TrimtabException($"A validation split of {options.ValidationSplit} must leave rows on both sides. Got {data.Count} rows, {kept} of them to train on.");
        }

        int[] rows = [.. Enumerable.Range(0, data.Count)];
        return (data.Select(rows.AsSpan(0, kept)), data.Select(rows.AsSpan(kept)));
    }
}

using System.Globalization;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>What <see cref="Sequential.Fit"/> does around the epochs: validation rows, callbacks, history.</summary>
internal sealed class FitLoop
{
    private const int ValidationBatch = 256;

    private readonly IReadOnlyList<Callback> _callbacks;
    private readonly Action<EpochReport>? _epochEnded;
    private readonly FitOptions _options;
    private readonly TrainingState _state;
    private readonly TargetTable _targets;
    private readonly TrainingRun _training;
    private readonly TargetTable? _validation;
    private readonly List<EpochReport> _reports = [];
    private TrainingHistory? _ended;
    private bool _hasBegun, _hasEnded;
    private int _loaded;

    /// <summary>Prepares a training of <paramref name="model"/>, on from where it is.</summary>
    /// <exception cref="TrimtabException">The net is not compiled, or the data do not fit it.</exception>
    public FitLoop(Sequential model, Dataset data, FitOptions options, Action<EpochReport>? epochEnded)
    {
        var (train, validation) = SplitOff(data, options);
        if (train.Count == 0)
        {
            throw new TrimtabException("There must be rows to train on. Got none.");
        }

        (_options, _epochEnded) = (options, epochEnded);
        _training = model.Build(options.Random);
        _training.Random = options.Random;
        _targets = TargetTable.Check(train, _training.Network, model.Settings!.Loss);
        _validation = validation is null ? null : TargetTable.Check(validation, _training.Network, model.Settings.Loss);
        _state = new(model, _training, options.Epochs, ((train.Count - 1) / options.BatchSize) + 1, validation is not null);
        _callbacks = options.Verbose is { } writer ? [.. options.Callbacks, new EpochLines(writer, options.TimeProvider)] : options.Callbacks;
    }

    /// <param name="model">A compiled net.</param>
    /// <param name="data">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="epochEnded">Told of every epoch; or null.</param>
    /// <param name="cancellationToken">Stops within one step's time.</param>
    public static TrainingHistory Run(
        Sequential model, Dataset data, FitOptions options, Action<EpochReport>? epochEnded, CancellationToken cancellationToken) =>
        new FitLoop(model, data, options, epochEnded).AdvanceTo(options.Epochs, cancellationToken);

    /// <summary>Trains on until <paramref name="epoch"/> epochs of this training are done, or it has ended by itself.</summary>
    public TrainingHistory AdvanceTo(int epoch, CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Tell(callback => callback.TrainingBegins(_state));
        }

        while (_ended is null && Done < epoch)
        {
            Take(Epoch(cancellationToken));
        }

        if (!_hasEnded && (_ended is not null || Done >= _options.Epochs))
        {
            _hasEnded = true;
            Tell(callback => callback.TrainingEnds(_state));
        }

        return _ended ?? new(_reports, TrainingOutcome.Completed, "");
    }

    /// <summary>Writes where the training stands.</summary>
    public void Save(BinaryWriter writer) => _training.Save(writer);

    /// <summary>Goes to where a training of the same net and options stood after <paramref name="epoch"/> epochs.</summary>
    public void Load(BinaryReader reader, int epoch)
    {
        _training.Load(reader);
        if (_training.EpochsDone != epoch)
        {
            throw new InvalidDataException(Invariant($"The state must be that after epoch {epoch}. It is after epoch {_training.EpochsDone}."));
        }

        _loaded = epoch;
    }

    private int Done => _loaded + _reports.Count;

    private void Take(EpochReport report)
    {
        _reports.Add(report);
        _epochEnded?.Invoke(report);
        if (!double.IsFinite(report.Measures["loss"]))
        {
            string why = string.Create(CultureInfo.InvariantCulture, $"The loss became {report.Measures["loss"]} in epoch {report.Epoch}.");
            _state.Stop(why);
            _ended = new(_reports, TrainingOutcome.NonFiniteLoss, why);
            return;
        }

        Tell(callback => callback.EpochEnded(_state, report));
        if (_state.StopReason is { } reason)
        {
            _ended = new(_reports, TrainingOutcome.Stopped, reason);
        }
    }

    private EpochReport Epoch(CancellationToken cancellationToken)
    {
        (_state.Epoch, _state.Step) = (_training.EpochsDone + 1, 0);
        Tell(callback => callback.EpochBegins(_state));
        var measures = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(measures, "", _training.Epoch(_targets, _options, StepEnded, cancellationToken));
        if (_validation is not null)
        {
            Add(measures, "val_", _training.Evaluate(_validation, ValidationBatch, cancellationToken));
        }

        return new(_training.EpochsDone, measures);
    }

    private void StepEnded()
    {
        _state.Step++;
        foreach (var callback in _callbacks)
        {
            callback.StepEnded(_state);
        }
    }

    private void Tell(Action<Callback> what)
    {
        foreach (var callback in _callbacks)
        {
            what(callback);
        }
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
            throw new TrimtabException(Invariant($"ValidationSplit {options.ValidationSplit} must leave rows on both sides. Got {data.Count} rows, {kept} of them to train on."));
        }

        int[] rows = [.. Enumerable.Range(0, data.Count)];
        return (data.Select(rows.AsSpan(0, kept)), data.Select(rows.AsSpan(kept)));
    }
}

using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>The loop over epochs of <see cref="NeuralNetwork.Fit"/>: validation, callbacks, history.</summary>
internal sealed class FitLoop
{
    private const int ValidationBatchSize = 256;

    private readonly IReadOnlyList<Callback> _callbacks;
    private readonly Action<EpochReport>? _onEpochEnd;
    private readonly NeuralNetwork _model;
    private readonly FitOptions _options;
    private readonly EpochSettings _settings;
    private readonly TrainingState _state;
    private readonly CheckedDataset _train;
    private readonly int _first; // epochs of earlier trainings of the net
    private readonly CheckedDataset? _validation;
    private readonly ShownWeights _shown;
    private readonly List<EpochReport> _reports = [];
    private TrainingHistory? _result;
    private bool _hasBegun, _hasEnded;

    /// <summary>Prepares a training of <paramref name="model"/> from its current state.</summary>
    /// <exception cref="TrimtabException">The net is not compiled, or the data do not fit it.</exception>
    public FitLoop(NeuralNetwork model, Dataset data, FitOptions options, Action<EpochReport>? onEpochEnd)
    {
        using var use = model.BeginUse();
        _model = model;
        var (train, validation) = FitRows.Split(data, options.ValidationSplit, options.ValidationData);
        if (train.Count == 0)
        {
            throw new TrimtabException("There must be rows to train on. Got none.");
        }

        (_options, _onEpochEnd) = (options, onEpochEnd);
        _settings = new(options.BatchSize, options.Shuffle, options.ClassWeights?.For(train), Time: options.TimeProvider);
        Training = model.Build(options.Random);
        Training.Random = options.Random;
        _first = Training.EpochsDone;
        var (loss, metrics) = (model.Settings!.Loss, model.Settings.Metrics);
        CheckedDataset.Check(data, Training.Network, loss, metrics); // as a whole: messages name rows of these data
        _train = new(train);
        _validation = options.ValidationData is { } given ? CheckedDataset.Check(given, Training.Network, loss, metrics)
            : validation is null ? null
            : new(validation);
        _state = new(model, Training, options.Epochs, ((train.Count - 1) / options.BatchSize) + 1, validation is not null)
        {
            FitName = options.FitName,
        };
        _shown = new(model);
        _callbacks = options.Verbose is { } writer
            ? [.. options.Callbacks, new EpochLogger(writer, options.TimeProvider)]
            : options.Callbacks;
    }

    /// <summary>State of the training.</summary>
    public TrainingRun Training { get; }

    /// <summary>Whether it has ended early: further epochs are not trained.</summary>
    public bool HasStopped => _result is not null;

    /// <summary>Whether every callback can save its state, so that the training can be continued from a snapshot.</summary>
    public bool CanResume => _callbacks.All(callback => callback is IResumableCallback);

    /// <summary>Trains <paramref name="model"/> for all epochs.</summary>
    /// <param name="model">A compiled net.</param>
    /// <param name="data">The training data.</param>
    /// <param name="options">Options of the training.</param>
    /// <param name="onEpochEnd">Called after each epoch; or null.</param>
    /// <param name="cancellationToken">Cancels within the time of one step.</param>
    public static TrainingHistory Run(
        NeuralNetwork model, Dataset data, FitOptions options, Action<EpochReport>? onEpochEnd, CancellationToken cancellationToken)
    {
        using var use = model.BeginUse();
        return new FitLoop(model, data, options, onEpochEnd).AdvanceTo(options.Epochs, cancellationToken);
    }

    /// <summary>Continues until <paramref name="epoch"/> epochs of this training are done, or it stops early.</summary>
    public TrainingHistory AdvanceTo(int epoch, CancellationToken cancellationToken)
    {
        using var use = _model.BeginUse();
        _shown.Hide();
        Begin();
        while (_result is null && Done < epoch)
        {
            Record(Epoch(cancellationToken));
        }

        if (!_hasEnded && (_result is not null || Done >= _options.Epochs))
        {
            _hasEnded = true;
            ShowFinalWeights();
            Notify(callback => callback.OnTrainEnd(_state));
        }

        return _result ?? new(_reports, TrainingOutcome.Completed, "");
    }

    /// <summary>Gives the net the weights that it would have if the training ended here; the next advance takes them back.</summary>
    public void ShowFinalWeights() => _shown.Show(_callbacks.Select(callback => callback.FinalWeights).LastOrDefault(w => w is not null));

    /// <summary>Writes a snapshot: the training and, if there are callbacks, what they have done to it and their states.</summary>
    public void Save(BinaryWriter writer)
    {
        using var use = _model.BeginUse();
        _shown.Hide();
        Training.Save(writer);
        if (_callbacks.Count > 0)
        {
            writer.Write(Training.LearningRateOverride ?? 0);
            writer.Write(_result?.Reason ?? "");
            Resumable.ForEach(callback => callback.Save(writer));
        }
    }

    /// <summary>Restores a snapshot of a training of the same net, rows and settings, before the first epoch.</summary>
    public void Load(BinaryReader reader)
    {
        using var use = _model.BeginUse();
        Training.Load(reader);
        if (_callbacks.Count > 0)
        {
            Begin();
            double rate = reader.ReadDouble();
            Training.LearningRateOverride = rate > 0 ? rate : null;
            string reason = reader.ReadString();
            _result = reason.Length > 0 ? new(_reports, TrainingOutcome.Stopped, reason) : null;
            Resumable.ForEach(callback => callback.Load(reader));
        }
    }

    private List<IResumableCallback> Resumable => [.. _callbacks.OfType<IResumableCallback>()];

    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Notify(callback => callback.OnTrainBegin(_state));
        }
    }

    private int Done => Training.EpochsDone - _first;

    private void Record(EpochReport report)
    {
        _reports.Add(report);
        _onEpochEnd?.Invoke(report);
        if (!double.IsFinite(report.Metrics["loss"]))
        {
            string reason = Invariant($"The loss became {report.Metrics["loss"]} in epoch {report.Epoch}.");
            _state.Stop(reason);
            _result = new(_reports, TrainingOutcome.NonFiniteLoss, reason);
            return;
        }

        Notify(callback => callback.OnEpochEnd(_state, report));
        if (_state.StopReason is { } stopReason)
        {
            _result = new(_reports, TrainingOutcome.Stopped, stopReason);
        }
    }

    private EpochReport Epoch(CancellationToken cancellationToken)
    {
        _model.ThrowIfDisposed();
        (_state.Epoch, _state.Step) = (Training.EpochsDone + 1, 0);
        Notify(callback => callback.OnEpochBegin(_state));
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        var settings = _settings with { Threads = _options.ThreadsNow?.Invoke() ?? _options.Threads };
        Add(metrics, "", Training.Epoch(_train, settings, OnStepEnd, cancellationToken));
        if (_validation is not null)
        {
            Add(metrics, "val_", Training.Evaluate(_validation, ValidationBatchSize, cancellationToken));
        }

        return new(Training.EpochsDone, metrics);
    }

    private void OnStepEnd()
    {
        _state.Step++;
        foreach (var callback in _callbacks)
        {
            callback.OnTrainBatchEnd(_state);
        }
    }

    private void Notify(Action<Callback> call)
    {
        foreach (var callback in _callbacks)
        {
            call(callback);
        }
    }

    private static void Add(Dictionary<string, double> metrics, string prefix, Evaluation evaluation)
    {
        metrics[prefix + "loss"] = evaluation.Loss;
        foreach (var (name, value) in evaluation.Metrics)
        {
            metrics[prefix + name] = value;
        }
    }
}

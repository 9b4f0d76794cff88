using System.Collections;
using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>A net of layers in sequence, as Keras's Sequential, trained on the CPU in float32.</summary>
/// <remarks>
/// <code>
/// var model = new Sequential([28, 28, 1])
/// {
///     new Conv2D(4, 3) { Activation = "relu" },
///     new Flatten(),
///     new Dense(2) { Activation = "softmax" },
/// };
/// model.Compile("adam", "categorical_crossentropy", "accuracy");
/// var history = model.Fit(train, new() { Epochs = 12, BatchSize = 128 });
/// </code>
/// First layers are added, then the net is compiled, then it is trained; weights are created on first use. Not thread-safe: a use by a
/// second thread at the same time is refused. Nets share no state, so many can be trained concurrently.
/// </remarks>
public sealed class Sequential : IEnumerable<Layer>, IDisposable
{
    private const int EvaluationBatchSize = 256;

    private readonly List<Layer> _layers = [];
    private readonly ExclusiveUse _use;
    private Shape _outputShape;
    private CompiledSettings? _settings;
    private TrainingRun? _training;

    /// <summary>Creates a net without layers for rows of shape <paramref name="inputShape"/>.</summary>
    public Sequential(Shape inputShape)
    {
        InputShape = _outputShape = inputShape;
        _use = new(() => _training?.Dispose());
    }

    /// <summary>Shape of one input row.</summary>
    public Shape InputShape { get; }

    /// <summary>Shape of the output for one row.</summary>
    public Shape OutputShape => _outputShape;

    /// <summary>The layers, with their names in this net.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Number of parameters, trainable or not.</summary>
    public int ParameterCount => LayersWithInputs().Sum(p => p.Layer.Weights(p.Input).Sum(w => w.Shape.Size));

    internal CompiledSettings? Settings => _settings;

    /// <summary>Appends a layer and checks that it accepts the output of the layer before.</summary>
    /// <exception cref="ShapeException">It does not; the message names the layer, the shape required and the shape received.</exception>
    /// <exception cref="TrimtabException">The net is compiled already, or another layer has the same name.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (_settings is not null)
        {
            throw new TrimtabException("Layers are added before the net is compiled. This one is compiled already: create another.");
        }

        layer = layer with { Name = layer.Name ?? UniqueName(layer.Kind) };
        if (_layers.Any(l => l.Name == layer.Name))
        {
            throw new TrimtabException($"Layers of one net need different names. Got '{layer.Name}' twice.");
        }

        _outputShape = CheckedOutput(layer);
        _layers.Add(layer);
    }

    /// <summary>Sets the optimizer, loss and metrics of the net.</summary>
    /// <param name="optimizer">A name ("adadelta") or a typed optimizer.</param>
    /// <param name="loss">A name ("categorical_crossentropy") or a typed loss.</param>
    /// <param name="metrics">Names ("accuracy") or typed metrics, evaluated in addition to the loss.</param>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        if (metrics.Contains(null!))
        {
            throw new ArgumentException("Metrics must not be null. Remove the one that is.", nameof(metrics));
        }

        if (_layers.Count == 0)
        {
            throw new TrimtabException("A net needs at least one layer before it is compiled. Got none.");
        }

        if (_outputShape.Count != 1)
        {
            throw new ShapeException($"A net must end in rows of shape (outputs,). This one ends in {_outputShape}: add a flatten layer.");
        }

        var last = _layers[^1].OutputActivation;
        bool fused = last is not null && last == loss.FusedActivation;
        using var use = _use.Begin();
        _training?.Dispose();
        (_settings, _training) = (new(optimizer, loss, metrics, fused ? last : null), null);
    }

    /// <summary>Trains the net, continuing from its current weights and optimizer state.</summary>
    /// <param name="data">Rows of shape <see cref="InputShape"/> with the targets required by the loss.</param>
    /// <param name="options">Options. Default: Keras's.</param>
    /// <param name="cancellationToken">Cancels within the time of one step.</param>
    /// <returns>
    /// Loss and metrics of each epoch, and how the training ended. A loss that is NaN or infinite ends it with
    /// <see cref="TrainingOutcome.NonFiniteLoss"/> and the reason.
    /// </returns>
    /// <exception cref="TrimtabException">The net is not compiled, the data do not fit it, or another thread uses the net.</exception>
    /// <exception cref="ObjectDisposedException">The net is disposed.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the weights trained so far are kept.</exception>
    public TrainingHistory Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitLoop.Run(this, data, options ?? new(), null, cancellationToken);

    /// <summary>Evaluates the net on rows: mean loss and all metrics.</summary>
    /// <exception cref="TrimtabException">The net is not compiled, or the data do not fit it.</exception>
    public Evaluation Evaluate(Dataset data, CancellationToken cancellationToken = default)
    {
        using var use = _use.Begin();
        var training = Build(RandomAddress.FromSeed(0));
        var rows = CheckedDataset.Check(data, training.Network, Compiled.Loss, Compiled.Metrics);
        return training.Evaluate(rows, EvaluationBatchSize, cancellationToken);
    }

    /// <summary>Predictions for rows: n × outputs, row-major. Targets are not used.</summary>
    /// <exception cref="TrimtabException">
    /// The net is not compiled, the rows are not of its shape, or a feature is NaN or infinite.
    /// </exception>
    public float[] Predict(Dataset data, CancellationToken cancellationToken = default)
    {
        using var use = _use.Begin();
        var training = Build(RandomAddress.FromSeed(0));
        CheckedDataset.RequireFeatures(data, InputShape);
        return training.Predict(data, EvaluationBatchSize, cancellationToken);
    }

    /// <summary>
    /// A copy of all weights by variable name, such as <c>conv2d/kernel</c>. Weights not created yet are initialized from seed 0.
    /// </summary>
    public IReadOnlyDictionary<string, float[]> GetWeights()
    {
        using var use = _use.Begin();
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        return weights.Variables.ToDictionary(v => v.Path, v => weights.ValuesOf(v).ToArray());
    }

    /// <summary>Sets all weights; variables are named as in <see cref="GetWeights"/>.</summary>
    /// <exception cref="TrimtabException">A variable is missing, unknown, or has another length. No weight is changed then.</exception>
    public void SetWeights(IReadOnlyDictionary<string, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var use = _use.Begin();
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        foreach (string path in values.Keys.Where(path => weights.Variables.All(v => v.Path != path)))
        {
            throw new UnknownNameException("variable", path, weights.Variables.Select(v => v.Path));
        }

        foreach (var variable in weights.Variables)
        {
            if (!values.TryGetValue(variable.Path, out float[]? value) || value.Length != variable.Length)
            {
                string got = value is null ? "none" : Invariant($"{value.Length}");
                throw new TrimtabException(
                    Invariant($"Variable '{variable.Path}' requires {variable.Length} numbers, shape {variable.Spec.Shape}. Got {got}."));
            }
        }

        foreach (var variable in weights.Variables)
        {
            values[variable.Path].CopyTo(weights.ValuesOf(variable));
        }
    }

    /// <summary>Writes the weights to a safetensors file, atomically.</summary>
    public void SaveWeights(string path)
    {
        using var use = _use.Begin();
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        Safetensors.Write(path, weights.Variables.Select(v => (v.Path, v.Spec.Shape, weights.ValuesOf(v).ToArray())));
    }

    /// <summary>Reads the weights from a safetensors file of a net with the same layers.</summary>
    /// <exception cref="TrimtabException">The file is not a safetensors file, is damaged, or contains other variables or shapes. No weight
    /// is changed then.</exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public void LoadWeights(string path)
    {
        using var use = _use.Begin();
        var read = Safetensors.Read(path);
        foreach (var variable in Build(RandomAddress.FromSeed(0)).Network.Weights.Variables)
        {
            if (!read.TryGetValue(variable.Path, out var found))
            {
                throw new UnknownNameException("variable", variable.Path, read.Keys);
            }

            if (!found.Sizes.SequenceEqual(variable.Spec.Shape.Select(size => (long)size)))
            {
                throw new ShapeException(
                    $"Variable '{variable.Path}' has shape {variable.Spec.Shape}. Got ({InvariantText.List(found.Sizes)}) in '{path}': "
                    + "load the weights of a net of the same layers.");
            }
        }

        SetWeights(read.ToDictionary(variable => variable.Key, variable => variable.Value.Values));
    }

    /// <summary>A table of the layers with their output shapes and numbers of parameters, as in Keras.</summary>
    public string Summary() => ModelSummary.Of(LayersWithInputs());

    /// <summary>The configuration of the net as JSON, without weights.</summary>
    public string ToJson() => NetworkJson.Write(this);

    /// <summary>Creates a net from the configuration <paramref name="json"/>, compiled if that net was; weights are not included.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net.</exception>
    public static Sequential FromJson(string json) => NetworkJson.Read(json);

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Frees the memory of the net; without it, the garbage collector does. The net can't be trained or used afterwards. May be called from
    /// any thread: a training under way ends before its next epoch with an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose() => _use.Dispose();

    /// <summary>Begins a use of the net by this thread alone.</summary>
    internal ExclusiveUse.Use BeginUse() => _use.Begin();

    /// <summary>Throws if the net is disposed.</summary>
    internal void ThrowIfDisposed() => _use.ThrowIfDisposed();

    /// <summary>Checks that the net is compiled and accepts the rows, without creating its weights.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="targets">Targets per row, as passed to the net.</param>
    internal void Check(Dataset data, int targets)
    {
        var loss = Compiled.Loss;
        CheckedDataset.RequireShape(data, InputShape);
        CheckedDataset.RequireTargets(targets, OutputShape.Size, loss);
        if (_layers[^1].OutputActivation is Softmax && OutputShape[^1] == 1)
        {
            throw new TrimtabException(
                "A softmax needs two outputs or more: of one it makes 1, whatever the net learns. The last layer has one. "
                + "Use 'sigmoid', or one output per class.");
        }
    }

    /// <summary>The net's training state, created with weights initialized at <paramref name="random"/> on first use.</summary>
    internal TrainingRun Build(RandomAddress random)
    {
        var settings = Compiled;
        IReadOnlyList<Layer> layers = settings.FusedActivation is null ? _layers : [.. _layers[..^1], _layers[^1].WithLinearOutput()];
        return _training ??= new(new(layers, InputShape), settings, random);
    }

    private CompiledSettings Compiled => _settings
        ?? throw new TrimtabException("A net must be compiled before it is used. Call Compile(optimizer, loss, metrics) first.");

    private List<(Layer Layer, Shape Input)> LayersWithInputs()
    {
        var placed = new List<(Layer, Shape)>(_layers.Count);
        var shape = InputShape;
        foreach (var layer in _layers)
        {
            placed.Add((layer, shape));
            shape = layer.OutputShape(shape);
        }

        return placed;
    }

    /// <summary>
    /// Output shape of <paramref name="layer"/> at the end of the net, after a check that arrays can hold the output and all weights.
    /// </summary>
    private Shape CheckedOutput(Layer layer)
    {
        try
        {
            var output = layer.OutputShape(_outputShape);
            _ = Network.TileLength(output);
            long weights = WeightsOf(layer).Sum(w => (long)w.Shape.Size) + ParameterCount;
            return weights <= Array.MaxLength
                ? output
                : throw Setting.OutOfRange(nameof(layer), Invariant($"A net must have at most {Array.MaxLength} weights. Got {weights}."));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ShapeException(
                $"Layer '{layer.Name}' can't be applied to an input of shape {_outputShape}. {error.Message} It is {layer}.");
        }
    }

    private IReadOnlyList<WeightSpec> WeightsOf(Layer layer) => layer.Weights(_outputShape) is { } specs && !specs.Contains(null!)
        ? specs
        : throw new TrimtabException($"Weights must list the layer's variables, none of them null. That of layer '{layer.Name}' "
            + $"({layer.GetType().Name}) does not: return an empty list where there are none.");

    private string UniqueName(string kind)
    {
        int number = _layers.Count(l => l.Kind == kind);
        return number == 0 ? kind : Invariant($"{kind}_{number}");
    }
}

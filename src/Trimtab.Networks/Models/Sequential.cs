using System.Collections;
using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>A net whose layers follow one another, in Keras's vocabulary, trained on the CPU in float32.</summary>
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
/// Layers are added, then the net is compiled, then it is trained; weights are made when first needed. Not thread-safe; nets do
/// not share anything, so many can be trained at once.
/// </remarks>
public sealed class Sequential : IEnumerable<Layer>, IDisposable
{
    private const int EvaluationBatch = 256;

    private readonly List<Layer> _layers = [];
    private Shape _outputShape;
    private CompiledSettings? _settings;
    private TrainingRun? _training;

    /// <summary>Begins a net for rows of shape <paramref name="inputShape"/>.</summary>
    public Sequential(Shape inputShape) => InputShape = _outputShape = inputShape;

    /// <summary>The shape of one row.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one row's output.</summary>
    public Shape OutputShape => _outputShape;

    /// <summary>The layers, with the names they bear here.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>How many numbers the net has, trained or not.</summary>
    public int ParameterCount => Placed().Sum(p => p.Layer.Weights(p.Input).Sum(w => w.Shape.Size));

    internal CompiledSettings? Settings => _settings;

    /// <summary>Adds a layer at the end and checks that it takes what comes.</summary>
    /// <exception cref="ShapeException">It does not; the message names the layer, what it wants and what came.</exception>
    /// <exception cref="TrimtabException">The net has been compiled already, or another layer has this name.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (_settings is not null)
        {
            throw new TrimtabException("Layers are added before the net is compiled. This one is compiled already: make another.");
        }

        layer = layer with { Name = layer.Name ?? UniqueName(layer.Kind) };
        if (_layers.Any(l => l.Name == layer.Name))
        {
            throw new TrimtabException($"Layers of one net need different names. Got '{layer.Name}' twice.");
        }

        _outputShape = Placed(layer);
        _layers.Add(layer);
    }

    /// <summary>Says how the net is trained and judged.</summary>
    /// <param name="optimizer">A name ("adadelta") or a typed optimizer.</param>
    /// <param name="loss">A name ("categorical_crossentropy") or a typed loss.</param>
    /// <param name="metrics">Names ("accuracy") or typed metrics, reported beside the loss.</param>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        if (metrics.Contains(null!))
        {
            throw new ArgumentException("Metrics must not be null. Leave out the one that is.", nameof(metrics));
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
        bool fused = last is not null && last == loss.Fused;
        _training?.Dispose();
        (_settings, _training) = (new(optimizer, loss, metrics, fused ? last : null), null);
    }

    /// <summary>Trains the net, on from where it is.</summary>
    /// <param name="data">Rows of <see cref="InputShape"/> with the targets the loss wants.</param>
    /// <param name="options">How; left out, Keras's defaults.</param>
    /// <param name="cancellationToken">Stops within one step's time.</param>
    /// <returns>
    /// The epochs trained, and why they ended: a loss that is NaN or infinite ends the training with <see cref="TrainingOutcome.NonFiniteLoss"/> and
    /// the reason, which <see cref="FitOptions.Verbose"/> and callbacks are told too.
    /// </returns>
    /// <exception cref="TrimtabException">The net is not compiled, or the data do not fit it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what is trained stays.</exception>
    public TrainingHistory Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default) =>
        FitLoop.Run(this, data, options ?? new(), null, cancellationToken);

    /// <summary>Judges the net on rows: the mean loss and every metric.</summary>
    public Evaluation Evaluate(Dataset data, CancellationToken cancellationToken = default)
    {
        var training = Build(RandomAddress.FromSeed(0));
        return training.Evaluate(TargetTable.Check(data, training.Network, Compiled.Loss), EvaluationBatch, cancellationToken);
    }

    /// <summary>Predicts rows: n × outputs, row-major. Targets are not looked at.</summary>
    public float[] Predict(Dataset data, CancellationToken cancellationToken = default)
    {
        var training = Build(RandomAddress.FromSeed(0));
        TargetTable.RequireShape(data, InputShape);
        return training.Predict(data, EvaluationBatch, cancellationToken);
    }

    /// <summary>A copy of every weight, by variable: <c>conv2d/kernel</c>. Makes first weights of seed 0 where there are none.</summary>
    public IReadOnlyDictionary<string, float[]> GetWeights()
    {
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        return weights.Variables.ToDictionary(v => v.Path, v => weights.Values.Span.Slice(v.Offset, v.Length).ToArray());
    }

    /// <summary>Sets every weight; variables are named as in <see cref="GetWeights"/>.</summary>
    /// <exception cref="TrimtabException">A variable is missing, is not the net's, or has another length. Nothing is changed then.</exception>
    public void SetWeights(IReadOnlyDictionary<string, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        foreach (string path in values.Keys.Where(path => weights.Variables.All(v => v.Path != path)))
        {
            throw new UnknownNameException("variable", path, weights.Variables.Select(v => v.Path));
        }

        foreach (var variable in weights.Variables)
        {
            if (!values.TryGetValue(variable.Path, out float[]? value) || value.Length != variable.Length)
            {
                throw new TrimtabException(
                    $"Variable '{variable.Path}' wants {variable.Length} numbers, shape {variable.Spec.Shape}. Got {(value is null ? "none" : value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))}.");
            }
        }

        foreach (var variable in weights.Variables)
        {
            values[variable.Path].CopyTo(weights.Values.Span[variable.Offset..]);
        }
    }

    /// <summary>Writes the weights as a safetensors file, atomically.</summary>
    public void SaveWeights(string path)
    {
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        Safetensors.Write(path, weights.Variables.Select(v => (v.Path, v.Spec.Shape, weights.Values.Span.Slice(v.Offset, v.Length).ToArray())));
    }

    /// <summary>Reads weights from a safetensors file written by a net of the same layers.</summary>
    /// <exception cref="TrimtabException">The file is not one, is damaged, or holds other variables or shapes. Nothing is changed then.</exception>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public void LoadWeights(string path)
    {
        var read = Safetensors.Read(path);
        foreach (var variable in Build(RandomAddress.FromSeed(0)).Network.Weights.Variables)
        {
            if (!read.TryGetValue(variable.Path, out var found))
            {
                throw new UnknownNameException("variable", variable.Path, read.Keys);
            }

            if (!found.Sizes.SequenceEqual(variable.Spec.Shape.Select(size => (long)size)))
            {
                throw new ShapeException($"Variable '{variable.Path}' has shape {variable.Spec.Shape}. Got ({InvariantText.List(found.Sizes)}) in '{path}': load the weights of a net of the same layers.");
            }
        }

        SetWeights(read.ToDictionary(variable => variable.Key, variable => variable.Value.Values));
    }

    /// <summary>The layers, their output shapes and how many numbers each has, as Keras prints it.</summary>
    public string Summary() => ModelSummary.Of(Placed());

    /// <summary>The net's configuration, without weights.</summary>
    public string ToJson() => NetworkJson.Write(this);

    /// <summary>A net of the configuration <paramref name="json"/>, compiled if that one was; weights are not part of it.</summary>
    /// <exception cref="TrimtabException">It is not a configuration.</exception>
    public static Sequential FromJson(string json) => NetworkJson.Read(json);

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Frees the memory of the net at once; otherwise it goes when the net is collected.</summary>
    public void Dispose()
    {
        _training?.Dispose();
        _training = null;
    }

    /// <summary>Checks that the net is compiled and takes these rows, without making its weights.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="targets">Targets per row, as the net will be given them.</param>
    internal void Check(Dataset data, int targets)
    {
        var loss = Compiled.Loss;
        TargetTable.RequireShape(data, InputShape);
        TargetTable.RequireTargets(targets, OutputShape.Size, loss);
        if (_layers[^1].OutputActivation is Softmax && OutputShape[^1] == 1)
        {
            throw new TrimtabException("A softmax needs two outputs or more: of one it makes 1, whatever the net learns. The last layer has one. Use 'sigmoid', or one output per class.");
        }
    }

    /// <summary>The net at work, made with first weights at <paramref name="random"/> where it does not exist yet.</summary>
    internal TrainingRun Build(RandomAddress random)
    {
        var settings = Compiled;
        return _training ??= new(new(settings.Fused is null ? _layers : [.. _layers[..^1], _layers[^1].WithLinearOutput()], InputShape), settings, random);
    }

    private CompiledSettings Compiled => _settings ?? throw new TrimtabException("A net must be compiled before it is used. Call Compile(optimizer, loss, metrics) first.");

    private List<(Layer Layer, Shape Input)> Placed()
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

    /// <summary>What comes out of <paramref name="layer"/> at the end of the net, after a check that arrays can hold it and all weights.</summary>
    private Shape Placed(Layer layer)
    {
        try
        {
            var output = layer.OutputShape(_outputShape);
            long weights = layer.Weights(_outputShape).Sum(w => (long)w.Shape.Size) + ParameterCount;
            return weights <= Array.MaxLength
                ? output
                : throw Setting.OutOfRange(nameof(layer), Invariant($"A net must have at most {Array.MaxLength} weights. Got {weights}."));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ShapeException($"Layer '{layer.Name}' can't be placed on an input of shape {_outputShape}. {error.Message} It is {layer}.");
        }
    }

    private string UniqueName(string kind)
    {
        int number = _layers.Count(l => l.Kind == kind);
        return number == 0 ? kind : Invariant($"{kind}_{number}");
    }
}

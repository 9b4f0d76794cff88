using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// A net of layers, trained on the CPU in float32: a <see cref="Sequential"/>, or a <see cref="Model"/> with branches.
/// </summary>
/// <remarks>
/// The net is compiled, then it is trained; weights are created on first use. Not thread-safe: a use by a second thread at the same time is
/// refused. Nets share no state, so many can be trained concurrently.
/// </remarks>
public abstract class NeuralNetwork : IDisposable
{
    private const int EvaluationBatchSize = 256;

    private readonly ExclusiveUse _use;
    private CompiledSettings? _settings;
    private int _isTaken; // 1 once an estimator has it
    private TrainingRun? _training;

    private protected NeuralNetwork(NetworkGraph graph)
    {
        Graph = graph;
        _use = new(() => _training?.Dispose());
    }

    /// <summary>Shape of one input row.</summary>
    public Shape InputShape => Graph.Input;

    /// <summary>Shape of the output for one row.</summary>
    public Shape OutputShape => Graph.Output;

    /// <summary>The layers, with their names in this net; each after those it is applied to.</summary>
    public IReadOnlyList<Layer> Layers => Graph.Layers;

    /// <summary>Number of parameters, trainable or not.</summary>
    public int ParameterCount => Graph.ParameterCount;

    internal CompiledSettings? Settings => _settings;

    /// <summary>The layers and what each is applied to.</summary>
    internal NetworkGraph Graph { get; }

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

        if (Layers.Count == 0)
        {
            throw new TrimtabException("A net needs at least one layer before it is compiled. Got none.");
        }

        if (OutputShape.Count != 1)
        {
            throw new ShapeException($"A net must end in rows of shape (outputs,). This one ends in {OutputShape}: add a flatten layer.");
        }

        var last = Layers[^1].OutputActivation;
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
        Safetensors.Write(path, WrittenWeights());
    }

    /// <summary>Reads the weights from a safetensors file of a net with the same layers.</summary>
    /// <exception cref="TrimtabException">The file is not a safetensors file, is damaged, or contains other variables or shapes. No weight
    /// is changed then.</exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public void LoadWeights(string path) => SetWeights(path, Safetensors.Read(path));

    /// <summary>
    /// Writes the net to one file, atomically: its configuration and weights. The optimizer's state is not included: a training of the net
    /// that is read back begins with a new one.
    /// </summary>
    /// <exception cref="TrimtabException">The net is not compiled, or a part of it has no name.</exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">
    /// The file can't be written, or the weights are more than two gigabytes; what was there before is unchanged.
    /// </exception>
    public void Save(string path)
    {
        using var use = _use.Begin();
        NetworkFile.Write(path, ToJson(), Safetensors.Write(WrittenWeights()));
    }

    /// <summary>
    /// Reads a net from a file that <see cref="Save"/> has written: compiled, with weights and predictions of the same bits.
    /// </summary>
    /// <remarks>
    /// Memory is bounded by the length of the file and the size of the net it describes. The net may have layers of any kind that the
    /// program knows: read files from a source that is trusted.
    /// </remarks>
    /// <returns>A <see cref="Sequential"/> or a <see cref="Model"/>, as the net was.</returns>
    /// <exception cref="TrimtabException">It is another kind of file, is damaged, or is of a newer version of the format.</exception>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL character.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public static NeuralNetwork Load(string path)
    {
        var (configuration, bytes) = NetworkFile.Read(path);
        var weights = Safetensors.Read(path, bytes);
        var model = FromJson(configuration);
        long numbers = weights.Sum(variable => (long)variable.Value.Values.Length);
        if (model.Settings is null || numbers != model.ParameterCount) // before memory for the weights is reserved
        {
            throw new TrimtabException(Invariant($"'{path}' must hold a compiled net and its weights, {model.ParameterCount} numbers. ")
                + Invariant($"Here are {numbers}: write it with {nameof(Save)}."));
        }

        try
        {
            model.SetWeights(path, weights);
            return model;
        }
        catch (TrimtabException)
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A table of the layers with their output shapes and numbers of parameters, as in Keras; of a net with branches, also with what each
    /// layer is applied to.
    /// </summary>
    public string Summary() => ModelSummary.Of(this);

    /// <summary>The configuration of the net as JSON, without weights.</summary>
    public string ToJson() => NetworkJson.Write(this);

    /// <summary>Creates a net from the configuration <paramref name="json"/>, compiled if that net was; weights are not included.</summary>
    /// <returns>A <see cref="Sequential"/> or a <see cref="Model"/>, as the net was.</returns>
    /// <exception cref="TrimtabException">It is not a configuration of a net.</exception>
    public static NeuralNetwork FromJson(string json) => NetworkJson.Read(json);

    /// <summary>
    /// Frees the memory of the net; without it, the garbage collector does. The net can't be trained or used afterwards. May be called from
    /// any thread: a training under way ends before its next epoch with an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        _use.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a use of the net by this thread alone.</summary>
    /// <summary>Whether an estimator gets it for the first time: it trains and disposes it.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

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
        if (Layers[^1].OutputActivation is Softmax && OutputShape[^1] == 1)
        {
            throw new TrimtabException(
                "A softmax needs two outputs or more: of one it makes 1, whatever the net learns. The last layer has one. "
                + "Use 'sigmoid', or one output per class.");
        }

        RequireSigns(loss);
    }

    /// <summary>Refuses an output that is never negative where its sign is to be the class.</summary>
    private void RequireSigns(Loss loss)
    {
        var last = Layers[^1].OutputActivation;
        if (loss.HasMargins && OutputShape.Size == 1 && last is Sigmoid or HardSigmoid or Softplus or Exponential)
        {
            throw new TrimtabException($"The loss {loss} needs an output on both sides of 0: its sign is the class. "
                + $"The last activation is {last}, which is never below 0: use 'tanh' or none, or the loss 'binary_crossentropy'.");
        }
    }

    /// <summary>The net's training state, created with weights initialized at <paramref name="random"/> on first use.</summary>
    internal TrainingRun Build(RandomAddress random)
    {
        var settings = Compiled;
        var nodes = settings.FusedActivation is null ? Graph.Nodes : Graph.WithLinearOutput();
        return _training ??= new(new(nodes, InputShape), settings, random);
    }

    private protected static TNet Load<TNet>(string path)
        where TNet : NeuralNetwork
    {
        var model = Load(path);
        if (model is TNet net)
        {
            return net;
        }

        model.Dispose();
        throw new TrimtabException($"'{path}' must hold a {typeof(TNet).Name}. It holds a {model.GetType().Name}: "
            + $"read it with {model.GetType().Name}.{nameof(Load)}.");
    }

    private IEnumerable<(string Name, Shape Shape, float[] Values)> WrittenWeights()
    {
        var weights = Build(RandomAddress.FromSeed(0)).Network.Weights;
        return weights.Variables.Select(v => (v.Path, v.Spec.Shape, weights.ValuesOf(v).ToArray()));
    }

    /// <summary>Sets all weights to those of a file, after a check of their names and shapes.</summary>
    private void SetWeights(string path, Dictionary<string, (long[] Sizes, float[] Values)> read)
    {
        using var use = _use.Begin();
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

    private CompiledSettings Compiled => _settings
        ?? throw new TrimtabException("A net must be compiled before it is used. Call Compile(optimizer, loss, metrics) first.");
}

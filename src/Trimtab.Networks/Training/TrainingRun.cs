using System.Runtime.InteropServices;
using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>State of a training and its steps. Training epoch by epoch or several at once gives the same bits. Not thread-safe.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly Loss _loss;
    private readonly Activation? _fusedActivation;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly Optimizer _optimizer;
    private readonly (int Offset, int Length)[] _segments;
    private readonly List<Network> _networks; // the net, then one for every other thread that has helped
    private readonly Dictionary<int, FasterWay> _ways = []; // by threads

    /// <summary>Initializes the weights and the optimizer state.</summary>
    public TrainingRun(Network network, CompiledSettings settings, RandomAddress random)
    {
        (Network, _loss, _fusedActivation) = (network, settings.Loss, settings.FusedActivation);
        (_metrics, _optimizer, Random) = (settings.Metrics, settings.Optimizer, random);
        _networks = [network];
        network.Weights.Initialize(random.At("weights"));
        State = new(_optimizer, network.Weights.TrainableLength);
        _segments = [.. network.Weights.Variables.Where(v => v.Spec.IsTrainable).Select(v => (v.Offset, v.Length))];
    }

    /// <summary>The net.</summary>
    public Network Network { get; }

    /// <summary>State of the optimizer.</summary>
    public OptimizerState State { get; }

    /// <summary>Address of all random draws.</summary>
    public RandomAddress Random { get; set; }

    /// <summary>Number of epochs trained.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>Learning rate that replaces the optimizer's schedule; null for the schedule.</summary>
    public double? LearningRateOverride { get; set; }

    /// <summary>Learning rate of the next step.</summary>
    public double LearningRate => LearningRateOverride ?? _optimizer.LearningRate.At(State.Step);

    /// <summary>Writes a snapshot: epochs trained, weights, optimizer state.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(EpochsDone);
        writer.Write(MemoryMarshal.AsBytes(Network.Weights.Values.Span));
        State.Save(writer);
    }

    /// <summary>Restores a snapshot of a training of the same net and settings.</summary>
    public void Load(BinaryReader reader)
    {
        EpochsDone = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Network.Weights.Values.Span));
        State.Load(reader);
    }

    /// <summary>Trains one epoch. As in Keras, loss and metrics of each batch are those before its own step.</summary>
    /// <returns>Mean loss including penalties, and metrics over the epoch. A loss that is not finite ends the epoch at once.</returns>
    public Evaluation Epoch(CheckedDataset dataset, EpochSettings settings, Action stepEnded, CancellationToken cancellationToken)
    {
        EpochsDone++;
        var data = dataset.Data;
        int[] order = Order(data.Count, settings.Shuffle);
        var evaluated = new EvaluatedRows(dataset, Outputs, order.Length);
        var networks = NetworksFor(Math.Min(settings.BatchSize, data.Count), settings.Threads);
        var way = networks.Length > 1 ? WayOf(networks.Length, settings.Time) : null;
        using var gradients = new BatchGradients(
            networks,
            () => new(_loss, _fusedActivation, Outputs, settings.ClassWeights),
            evaluated,
            order,
            settings.BatchSize);
        double lossSum = 0;
        for (int first = 0, step = 0; first < order.Length; first += settings.BatchSize, step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(settings.BatchSize, order.Length - first);
            way?.StepBegins();
            double loss = Step(gradients, first, count, step, isShared: way is { IsShared: true });
            way?.StepEnded(count);
            lossSum += loss * count;
            if (!double.IsFinite(loss))
            {
                return new(loss, new Dictionary<string, double>());
            }

            stepEnded();
        }

        return new(lossSum / order.Length, evaluated.Compute(_metrics, order.Length));
    }

    /// <summary>Computes loss and metrics of rows, in inference mode.</summary>
    public Evaluation Evaluate(CheckedDataset dataset, int batchSize, CancellationToken cancellationToken)
    {
        var evaluator = new LossEvaluator(_loss, _fusedActivation, Outputs, null);
        var evaluated = new EvaluatedRows(dataset, Outputs, dataset.Data.Count);
        double loss = 0;
        ForEachPass(
            dataset.Data,
            batchSize,
            (rows, position) =>
            {
                Span<double> tileSums = new double[Tile.Count(rows.Length)];
                evaluator.Evaluate(
                    Network.Output,
                    evaluated.Targets(rows, position),
                    dataset.TargetColumns,
                    evaluated.Predictions(rows.Length, position),
                    [],
                    1,
                    tileSums,
                    evaluated.Weights(rows, position));
                foreach (double tileSum in tileSums)
                {
                    loss += tileSum;
                }
            },
            cancellationToken);
        return new((loss / dataset.Data.Count) + Penalty(), evaluated.Compute(_metrics, dataset.Data.Count));
    }

    /// <summary>Predictions for rows, in inference mode: n × outputs, row-major.</summary>
    public float[] Predict(Dataset data, int batchSize, CancellationToken cancellationToken)
    {
        var evaluator = new LossEvaluator(_loss, _fusedActivation, Outputs, null);
        float[] predictions = EvaluatedRows.NumbersOf(data.Count, Outputs, "outputs");
        ForEachPass(
            data,
            batchSize,
            (rows, position) => evaluator.Predict(Network.Output, predictions.AsSpan(position * Outputs, rows.Length * Outputs)),
            cancellationToken);
        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.ForEach(network => network.Dispose());

    private int Outputs => Network.OutputShape.Size;

    private int[] Order(int count, bool shuffle)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (shuffle)
        {
            var stream = Random.At("shuffle").At(EpochsDone).Stream();
            stream.Shuffle(order.AsSpan());
        }

        return order;
    }

    private double Step(BatchGradients gradients, int first, int count, int step, bool isShared)
    {
        double loss = (gradients.Compute(first, count, EpochsDone, step, Random, isShared) / count) + AddPenalties();
        if (double.IsFinite(loss))
        {
            UpdateWeights();
        }

        return loss;
    }

    /// <summary>The net for each thread: no more than a batch has tiles, and one where more do not make it faster.</summary>
    private Network[] NetworksFor(int batch, int threads)
    {
        threads = threads > 1 && Network.GainsFromThreads ? Math.Min(threads, Tile.Count(batch)) : 1;
        while (_networks.Count < threads)
        {
            _networks.Add(Network.ForAnotherThread());
        }

        return [.. _networks.Take(threads)];
    }

    /// <summary>Which way of computing a step is the faster one with so many threads, as far as it is known.</summary>
    private FasterWay WayOf(int threads, TimeProvider? time)
    {
        if (!_ways.TryGetValue(threads, out var way))
        {
            way = _ways[threads] = new(time ?? TimeProvider.System);
        }

        return way;
    }

    private void UpdateWeights()
    {
        var gradients = Network.Weights.Gradients.Span;
        var weights = Network.Weights.Values.Span;
        GradientClipping.Apply(_optimizer, gradients, _segments);
        float rate = (float)LearningRate;
        State.Step++;
        _optimizer.Update(State, rate, gradients, weights[..gradients.Length]);
        foreach (var variable in Network.Weights.Variables)
        {
            variable.Spec.Constraint?.Apply(Network.Weights.ValuesOf(variable), variable.Spec.Shape);
        }
    }

    private double AddPenalties()
    {
        double penalty = 0;
        foreach (var variable in Network.Weights.Variables)
        {
            if (variable.Spec.Regularizer is { } regularizer)
            {
                var weights = Network.Weights.ValuesOf(variable);
                penalty += regularizer.Penalty(weights);
                regularizer.AddGradient(weights, Network.Weights.GradientsOf(variable));
            }
        }

        return penalty;
    }

    private double Penalty() => Network.Weights.Variables.Sum(v =>
        v.Spec.Regularizer?.Penalty(Network.Weights.ValuesOf(v)) ?? 0.0);

    private void ForEachPass(Dataset data, int batchSize, RowsVisitor visit, CancellationToken cancellationToken)
    {
        Network.Pass.IsTraining = false;
        Network.Reserve(Math.Min(batchSize, data.Count));
        Network.Prepare();
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        for (int first = 0; first < rows.Length; first += Network.RowsPerPass)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pass = rows.AsSpan(first, Math.Min(Network.RowsPerPass, rows.Length - first));
            Network.Forward(data, pass, first);
            visit(pass, first);
        }
    }

    private delegate void RowsVisitor(ReadOnlySpan<int> rows, int position);
}

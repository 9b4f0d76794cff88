using System.Runtime.InteropServices;
using Trimtab.Data;
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

    /// <summary>Initializes the weights and the optimizer state.</summary>
    public TrainingRun(Network network, CompiledSettings settings, RandomAddress random)
    {
        (Network, _loss, _fusedActivation) = (network, settings.Loss, settings.FusedActivation);
        (_metrics, _optimizer, Random) = (settings.Metrics, settings.Optimizer, random);
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
        var evaluator = new LossEvaluator(_loss, _fusedActivation, Outputs, settings.ClassWeights);
        var evaluated = new EvaluatedRows(dataset, Outputs, order.Length);
        Network.Reserve(Math.Min(settings.BatchSize, data.Count));
        double lossSum = 0;
        for (int first = 0, step = 0; first < order.Length; first += settings.BatchSize, step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = order.AsSpan(first, Math.Min(settings.BatchSize, order.Length - first));
            double loss = Step(evaluator, evaluated, batch, step);
            lossSum += loss * batch.Length;
            if (!double.IsFinite(loss))
            {
                return new(loss, new Dictionary<string, double>());
            }

            stepEnded();
        }

        return new(lossSum / order.Length, evaluated.Compute(_metrics));
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
            rows => evaluator.Evaluate(
                Network.Output, evaluated.Targets(rows), dataset.TargetColumns, evaluated.Predictions(rows.Length), [], 1, ref loss),
            cancellationToken);
        return new((loss / dataset.Data.Count) + Penalty(), evaluated.Compute(_metrics));
    }

    /// <summary>Predictions for rows, in inference mode: n × outputs, row-major.</summary>
    public float[] Predict(Dataset data, int batchSize, CancellationToken cancellationToken)
    {
        var evaluator = new LossEvaluator(_loss, _fusedActivation, Outputs, null);
        float[] predictions = new float[data.Count * Outputs];
        int done = 0;
        ForEachPass(
            data,
            batchSize,
            rows =>
            {
                evaluator.Predict(Network.Output, predictions.AsSpan(done * Outputs, rows.Length * Outputs));
                done += rows.Length;
            },
            cancellationToken);
        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

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

    private double Step(LossEvaluator evaluator, EvaluatedRows evaluated, ReadOnlySpan<int> batch, int step)
    {
        var pass = Network.Pass;
        (pass.IsTraining, pass.Epoch, pass.Step, pass.Random) = (true, EpochsDone, step, Random);
        Network.Prepare();
        double sum = 0;
        for (int first = 0; first < batch.Length; first += Network.RowsPerPass)
        {
            var rows = batch.Slice(first, Math.Min(Network.RowsPerPass, batch.Length - first));
            Network.Forward(evaluated.Data, rows, first);
            evaluator.Evaluate(
                Network.Output,
                evaluated.Targets(rows),
                evaluated.TargetColumns,
                evaluated.Predictions(rows.Length),
                Network.OutputGradient,
                1f / batch.Length,
                ref sum);
            Network.Backward();
        }

        Network.Finish();
        double loss = (sum / batch.Length) + AddPenalties();
        if (double.IsFinite(loss))
        {
            UpdateWeights();
        }

        return loss;
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
            visit(pass);
        }
    }

    private delegate void RowsVisitor(ReadOnlySpan<int> rows);
}

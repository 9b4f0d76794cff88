using System.Runtime.InteropServices;
using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>A net on its way: where it stands and how it takes a step. Advancing epoch by epoch or all at once gives the same bits. Not thread-safe.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly Optimizer _optimizer;
    private readonly (int Offset, int Length)[] _segments;

    /// <summary>Begins before the first epoch, with first weights.</summary>
    public TrainingRun(Network network, CompiledSettings settings, RandomAddress random)
    {
        (Network, Loss, Fused, _metrics, _optimizer, Random) = (network, settings.Loss, settings.Fused, settings.Metrics, settings.Optimizer, random);
        network.Weights.Initialize(random.At("weights"));
        State = new(_optimizer, network.Weights.TrainableLength);
        _segments = [.. network.Weights.Variables.Where(v => v.Spec.IsTrainable).Select(v => (v.Offset, v.Length))];
    }

    /// <summary>The net.</summary>
    public Network Network { get; }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState State { get; }

    /// <summary>Where all draws live.</summary>
    public RandomAddress Random { get; set; }

    /// <summary>Epochs trained.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>A rate that replaces the optimizer's schedule, set by callbacks.</summary>
    public double? LearningRateOverride { get; set; }

    /// <summary>The rate of the next step.</summary>
    public double LearningRate => LearningRateOverride ?? _optimizer.LearningRate.At(State.Step);

    private Loss Loss { get; }

    private Activation? Fused { get; }

    /// <summary>Writes where the training stands: weights, what the optimizer remembers, epochs.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(EpochsDone);
        writer.Write(MemoryMarshal.AsBytes(Network.Weights.Values.Span));
        State.Save(writer);
    }

    /// <summary>Goes to where a training of the same net and settings stood.</summary>
    public void Load(BinaryReader reader)
    {
        EpochsDone = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Network.Weights.Values.Span));
        State.Load(reader);
    }

    /// <summary>Trains one epoch and measures it as it goes, as Keras does: each batch before its own step.</summary>
    /// <returns>The loss, penalties included, and the metrics over the epoch. A loss that is not finite ends the epoch at once.</returns>
    public Evaluation Epoch(TargetTable targets, FitOptions options, Action stepEnded, CancellationToken cancellationToken)
    {
        EpochsDone++;
        var data = targets.Data;
        int[] order = Order(data.Count, options.Shuffle);
        var objective = new Objective(Loss, Fused, Outputs, options.ClassWeights);
        var seen = new SeenRows(targets, Outputs, order.Length);
        Network.Reserve(Math.Min(options.BatchSize, data.Count));
        double lossSum = 0;
        for (int first = 0, step = 0; first < order.Length; first += options.BatchSize, step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = order.AsSpan(first, Math.Min(options.BatchSize, order.Length - first));
            double loss = Step(objective, seen, batch, step);
            lossSum += loss * batch.Length;
            if (!double.IsFinite(loss))
            {
                return new(loss, new Dictionary<string, double>());
            }

            stepEnded();
        }

        return new(lossSum / order.Length, seen.Measure(_metrics));
    }

    /// <summary>Judges rows without training on them.</summary>
    public Evaluation Evaluate(TargetTable targets, int batchSize, CancellationToken cancellationToken)
    {
        var objective = new Objective(Loss, Fused, Outputs, null);
        var seen = new SeenRows(targets, Outputs, targets.Data.Count);
        double loss = 0;
        Walk(
            targets.Data,
            batchSize,
            rows => objective.Judge(Network.Output, seen.Targets(rows), targets.Columns, seen.Predictions(rows.Length), [], 1, ref loss),
            cancellationToken);
        return new((loss / targets.Data.Count) + Penalty(), seen.Measure(_metrics));
    }

    /// <summary>Predicts rows: n × outputs, row-major.</summary>
    public float[] Predict(Dataset data, int batchSize, CancellationToken cancellationToken)
    {
        var objective = new Objective(Loss, Fused, Outputs, null);
        float[] predictions = new float[data.Count * Outputs];
        int done = 0;
        Walk(
            data,
            batchSize,
            rows =>
            {
                objective.Predict(Network.Output, predictions.AsSpan(done * Outputs, rows.Length * Outputs));
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

    private double Step(Objective objective, SeenRows seen, ReadOnlySpan<int> batch, int step)
    {
        (Network.Pass.IsTraining, Network.Pass.Epoch, Network.Pass.Step, Network.Pass.Random) = (true, EpochsDone, step, Random);
        Network.Prepare();
        double sum = 0;
        for (int first = 0; first < batch.Length; first += Network.RowsPerPass)
        {
            var rows = batch.Slice(first, Math.Min(Network.RowsPerPass, batch.Length - first));
            Network.Forward(seen.Data, rows, first);
            objective.Judge(
                Network.Output, seen.Targets(rows), seen.Columns, seen.Predictions(rows.Length), Network.OutputGradient, 1f / batch.Length, ref sum);
            Network.Backward();
        }

        Network.Finish();
        double loss = (sum / batch.Length) + AddPenalties();
        if (double.IsFinite(loss))
        {
            Descend();
        }

        return loss;
    }

    private void Descend()
    {
        var gradients = Network.Weights.Gradients.Span;
        var weights = Network.Weights.Values.Span;
        GradientClipping.Apply(_optimizer, gradients, _segments);
        float rate = (float)LearningRate;
        State.Step++;
        _optimizer.Update(State, rate, gradients, weights[..gradients.Length]);
        foreach (var variable in Network.Weights.Variables)
        {
            variable.Spec.Constraint?.Apply(weights.Slice(variable.Offset, variable.Length), variable.Spec.Shape);
        }
    }

    private double AddPenalties()
    {
        double penalty = 0;
        foreach (var variable in Network.Weights.Variables)
        {
            if (variable.Spec.Regularizer is { } regularizer)
            {
                var weights = Network.Weights.Values.Span.Slice(variable.Offset, variable.Length);
                penalty += regularizer.Penalty(weights);
                regularizer.AddGradient(weights, Network.Weights.Gradients.Span.Slice(variable.Offset, variable.Length));
            }
        }

        return penalty;
    }

    private double Penalty() => Network.Weights.Variables.Sum(v =>
        v.Spec.Regularizer?.Penalty(Network.Weights.Values.Span.Slice(v.Offset, v.Length)) ?? 0.0);

    private void Walk(Dataset data, int batchSize, RowsVisitor visit, CancellationToken cancellationToken)
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

using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// Computes losses and gradients of the batches of an epoch on one thread or several: each takes some tiles of the batch through the net
/// and back, and adds to the gradients when its tiles' turn has come. So the bits are the same at any number of threads.
/// </summary>
internal sealed class BatchGradients : IDisposable
{
    private readonly Network[] _networks; // one a thread
    private readonly LossEvaluator[] _evaluators;
    private readonly int[] _prepared; // by thread, the last batch its operators were prepared for
    private readonly EvaluatedRows _evaluated;
    private readonly int[] _order;
    private readonly double[] _tileSums;
    private readonly ThreadTeam? _team;
    private readonly Turns? _turns;
    private readonly Action<int, int> _runUnit;
    private readonly int _rowsAlone, _rowsShared;
    private int _first, _count, _batch, _rowsPerUnit;

    /// <param name="networks">The net, then one for every other thread.</param>
    /// <param name="evaluator">Makes the evaluator of a thread.</param>
    /// <param name="evaluated">Receives targets and predictions.</param>
    /// <param name="order">The rows of the epoch in their order.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    public BatchGradients(
        Network[] networks, Func<LossEvaluator> evaluator, EvaluatedRows evaluated, int[] order, int batchSize)
    {
        (_networks, _evaluated, _order) = (networks, evaluated, order);
        int rows = Math.Min(batchSize, order.Length);
        (_rowsAlone, _rowsShared) = (networks[0].RowsPerPassOf(rows, 1), networks[0].RowsPerPassOf(rows, networks.Length));
        _evaluators = [.. networks.Select(_ => evaluator())];
        _prepared = new int[networks.Length];
        _tileSums = new double[Tile.Count(rows)];
        _runUnit = RunUnit;
        if (networks.Length > 1)
        {
            _team = new(networks.Length);
            _turns = new(networks[0].Layers, () => _team.HasFailed);
        }

        foreach (var network in networks)
        {
            network.Reserve(network == networks[0] ? _rowsAlone : _rowsShared);
        }
    }

    /// <summary>Writes the gradients of the mean loss of a batch, and returns the sum of its losses.</summary>
    /// <param name="first">Position in the epoch of its first row.</param>
    /// <param name="count">Its rows.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step in it, from 0.</param>
    /// <param name="random">Address of the training's random draws.</param>
    /// <param name="isShared">Whether all threads compute it, or only the caller's.</param>
    public double Compute(int first, int count, int epoch, int step, RandomAddress random, bool isShared)
    {
        (_first, _count, _rowsPerUnit) = (first, count, isShared ? _rowsShared : _rowsAlone);
        _batch++;
        foreach (var network in _networks)
        {
            var pass = network.Pass;
            (pass.IsTraining, pass.Epoch, pass.Step, pass.Random) = (true, epoch, step, random);
            pass.Turns = isShared ? _turns : null;
        }

        int units = (count + _rowsPerUnit - 1) / _rowsPerUnit;
        if (_team is not null && isShared)
        {
            _turns!.Begin();
            _team.Run(units, _runUnit);
        }
        else
        {
            for (int unit = 0; unit < units; unit++)
            {
                RunUnit(thread: 0, unit);
            }
        }

        _networks[0].Finish();
        double sum = 0;
        foreach (double tileSum in _tileSums.AsSpan(0, Tile.Count(count)))
        {
            sum += tileSum;
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _team?.Dispose();
        foreach (var network in _networks)
        {
            network.Pass.Turns = null;
        }
    }

    private void RunUnit(int thread, int unit)
    {
        var network = _networks[thread];
        if (_prepared[thread] != _batch)
        {
            network.Prepare();
            _prepared[thread] = _batch;
        }

        int firstRow = unit * _rowsPerUnit, count = Math.Min(_rowsPerUnit, _count - firstRow), position = _first + firstRow;
        var rows = _order.AsSpan(position, count);
        network.Pass.Unit = unit;
        network.Forward(_evaluated.Data, rows, firstRow);
        _evaluators[thread].Evaluate(
            network.Output,
            _evaluated.Targets(rows, position),
            _evaluated.TargetColumns,
            _evaluated.Predictions(count, position),
            network.OutputGradient,
            1f / _count,
            _tileSums.AsSpan(firstRow / Tile.Lanes, Tile.Count(count)),
            _evaluated.Weights(rows, position));
        network.Backward();
    }
}

using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

/// <summary>A whole net on a workbench, in training: rows in and out, gradients of the weights.</summary>
internal sealed class NetworkBench : IGradientBench, IDisposable
{
    private readonly Network _network;
    private readonly NeuralNetwork _model;
    private readonly int _outputs;

    public NetworkBench(NeuralNetwork model, int rows)
    {
        (_model, Rows, _outputs) = (model, rows, model.OutputShape.Size);
        _network = new(model.Graph.Nodes, model.InputShape);
        _network.Weights.Initialize(RandomAddress.FromSeed(5));
        var pass = _network.Pass;
        (pass.IsTraining, pass.Epoch, pass.Random) = (true, 1, RandomAddress.FromSeed(9));
        _network.Reserve(rows);
    }

    public string Subject => _model.Summary();

    public int Rows { get; }

    public NetworkWeights Weights => _network.Weights;

    public float[] Forward(float[] x)
    {
        _network.Prepare();
        _network.Forward(new(x, _model.InputShape, new double[Rows]), [.. Enumerable.Range(0, Rows)], 0);
        return [.. Enumerable.Range(0, Rows * _outputs).Select(i => _network.Output[At(i / _outputs, i % _outputs)])];
    }

    /// <summary>Writes the gradients of the weights; that of the input is not computed.</summary>
    public float[] Backward(float[] upstream)
    {
        _network.OutputGradient.Clear();
        for (int i = 0; i < upstream.Length; i++)
        {
            _network.OutputGradient[At(i / _outputs, i % _outputs)] = upstream[i];
        }

        Weights.Gradients.Span.Clear();
        _network.Backward();
        _network.Finish();
        return [];
    }

    public void Dispose() => _network.Dispose();

    private int At(int row, int output) =>
        (row / Tile.Lanes * _outputs * Tile.Lanes) + (output * Tile.Lanes) + (row % Tile.Lanes);
}

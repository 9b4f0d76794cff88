using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>A merging layer on a workbench: a row holds those of all its inputs, one after another.</summary>
internal sealed class MergeBench : IGradientBench, IDisposable
{
    private readonly MergeLayer _layer;
    private readonly MergeOperator _operator;
    private readonly Pass _pass;
    private readonly AlignedBuffer[] _x, _dx;
    private readonly AlignedBuffer _y, _dy;
    private readonly int _width; // numbers of an input

    /// <param name="layer">The layer.</param>
    /// <param name="input">Shape of each input.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="rows">Rows of the batch.</param>
    public MergeBench(MergeLayer layer, Shape input, int inputs, int rows)
    {
        (_layer, Rows, _width) = (layer, rows, input.Size);
        Shape[] shapes = [.. Enumerable.Repeat(input, inputs)];
        int tiles = Tile.Count(rows);
        _operator = layer.Compile(shapes);
        _operator.Name = "merge";
        _operator.Reserve(tiles);
        _pass = new() { IsTraining = true, Tiles = tiles, Rows = rows, Epoch = 1, Random = RandomAddress.FromSeed(9) };
        int output = layer.OutputShape(shapes).Size;
        (_x, _dx) = ([.. shapes.Select(_ => Block(_width))], [.. shapes.Select(_ => Block(_width))]);
        (_y, _dy) = (Block(output), Block(output));

        AlignedBuffer Block(int length) => new(tiles, length, Tile.Lanes);
    }

    public string Subject => Invariant($"{_layer} of {_x.Length} inputs");

    public int Rows { get; }

    public NetworkWeights Weights { get; } = new([]);

    public float[] Forward(float[] x)
    {
        for (int input = 0; input < _x.Length; input++)
        {
            TiledRows.Write(x, Rows, PartOf(input), _x[input].Span, repeatLast: true);
        }

        _operator.Forward(_pass, Inputs(), _y.Span);
        float[] rows = new float[Rows * (_y.Span.Length / Tile.Lanes / _pass.Tiles)];
        TiledRows.Read(_y.Span, Rows, rows, ..);
        return rows;
    }

    public float[] Backward(float[] upstream)
    {
        TiledRows.Write(upstream, Rows, .., _dy.Span, repeatLast: false);
        float[] rows = new float[Rows * _width * _x.Length];
        for (int input = 0; input < _x.Length; input++)
        {
            _operator.Backward(_pass, Inputs(), _y.Span, _dy.Span, input, _dx[input].Span);
            TiledRows.Read(_dx[input].Span, Rows, rows, PartOf(input));
        }

        return rows;
    }

    public void Dispose()
    {
        _operator.Dispose();
        Weights.Dispose();
        foreach (var buffer in (AlignedBuffer[])[.. _x, .. _dx, _y, _dy])
        {
            buffer.Dispose();
        }
    }

    private Range PartOf(int input) => (input * _width)..((input + 1) * _width);

    private InputBlocks Inputs() =>
        new((nint[])[.. _x.Select(block => block.Address)], (int[])[.. _x.Select(block => block.Span.Length)]);
}

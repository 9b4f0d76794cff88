using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>One layer on a workbench: rows in and out in Keras's layout, tiles inside.</summary>
internal sealed class LayerBench : IGradientBench, IDisposable
{
    private readonly AlignedBuffer _x, _y, _dy, _dx;
    private readonly int _inputLength, _outputLength;

    public LayerBench(Layer layer, Shape input, int rows)
    {
        Layer = layer with { Name = "layer" };
        (Rows, Tiles) = (rows, Tile.Count(rows));
        (_inputLength, _outputLength) = (input.Size, layer.OutputShape(input).Size);
        (_x, _dx) = (new(Tiles * _inputLength * Tile.Lanes), new(Tiles * _inputLength * Tile.Lanes));
        (_y, _dy) = (new(Tiles * _outputLength * Tile.Lanes), new(Tiles * _outputLength * Tile.Lanes));
        Weights = new([("layer", Layer, input)]);
        Weights.Initialize(RandomAddress.FromSeed(5));
        Kernel = Layer.Compile(input);
        Kernel.Name = "layer";
        Kernel.Weights = Weights.ViewsOf("layer", Layer.Weights(input));
        Kernel.Reserve(Tiles);
        Pass = new() { IsTraining = true, Tiles = Tiles, Rows = rows, Epoch = 1, Random = RandomAddress.FromSeed(9) };
    }

    public Layer Layer { get; }

    public string Subject => Layer.ToString();

    public LayerOperator Kernel { get; }

    public NetworkWeights Weights { get; }

    public Pass Pass { get; }

    public int Rows { get; }

    public int Tiles { get; }

    public Span<float> Weight(string name) => Kernel.Weights[Index(name)].Value;

    public Span<float> Gradient(string name) => Kernel.Weights[Index(name)].Gradient;

    public float[] Forward(float[] x)
    {
        TiledRows.Write(x, Rows, .., _x.Span, repeatLast: true);
        Kernel.Prepare();
        Kernel.Forward(Pass, _x.Span, _y.Span);
        return FromTiles(_y.Span, _outputLength);
    }

    /// <summary>The gradient with respect to the input; weights' gradients are then in <see cref="Gradient"/>.</summary>
    public float[] Backward(float[] upstream)
    {
        TiledRows.Write(upstream, Rows, .., _dy.Span, repeatLast: false);
        Weights.Gradients.Span.Clear();
        Kernel.Backward(Pass, _x.Span, _y.Span, _dy.Span, _dx.Span);
        Kernel.Finish();
        return FromTiles(_dx.Span, _inputLength);
    }

    /// <summary>A forward and a backward pass over what is in the blocks.</summary>
    public void Repeat()
    {
        Kernel.Prepare();
        Kernel.Forward(Pass, _x.Span, _y.Span);
        Kernel.Backward(Pass, _x.Span, _y.Span, _dy.Span, _dx.Span);
        Kernel.Finish();
    }

    public void Dispose()
    {
        Kernel.Dispose();
        Weights.Dispose();
        foreach (var buffer in (ReadOnlySpan<AlignedBuffer>)[_x, _y, _dy, _dx])
        {
            buffer.Dispose();
        }
    }

    private int Index(string name)
    {
        var specs = Layer.Weights([.. InputShape]);
        return specs.ToList().FindIndex(spec => spec.Name == name);
    }

    public IReadOnlyList<int> InputShape { get; init; } = [1];

    private float[] FromTiles(ReadOnlySpan<float> tiles, int length)
    {
        float[] rows = new float[Rows * length];
        TiledRows.Read(tiles, Rows, rows, ..);
        return rows;
    }
}

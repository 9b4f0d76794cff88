namespace Trimtab.Networks.Engine;

/// <summary>A net at work: its kernels, its weights and the blocks that go between them, planned once. Not thread-safe.</summary>
/// <remarks>
/// A tile goes through all layers and back before the next tile, so what it leaves behind is still near; only a layer that must
/// see the whole batch makes all of the batch's tiles go through together. Sums over tiles are taken in the tiles' order.
/// </remarks>
internal sealed unsafe class Network : IDisposable
{
    private readonly LayerKernel[] _kernels;
    private readonly int[] _lengths; // floats of one tile: the input, then each layer's output
    private readonly bool _needsWholeBatch;
    private AlignedBuffer[] _blocks = [];
    private AlignedBuffer? _staging, _gradient, _otherGradient;
    private int _tiles;

    /// <summary>Compiles <paramref name="layers"/>, which bear unique names, for rows of shape <paramref name="input"/>.</summary>
    public Network(IReadOnlyList<Layer> layers, Shape input)
    {
        InputShape = OutputShape = input;
        _kernels = new LayerKernel[layers.Count];
        _lengths = new int[layers.Count + 1];
        _lengths[0] = input.Size * Tile.Lanes;
        var placed = new List<(string Name, Layer Layer, Shape Input)>();
        for (int i = 0; i < layers.Count; i++)
        {
            placed.Add((layers[i].Name!, layers[i], OutputShape));
            _kernels[i] = layers[i].Compile(OutputShape);
            _kernels[i].Name = layers[i].Name!;
            OutputShape = layers[i].OutputShape(OutputShape);
            _lengths[i + 1] = OutputShape.Size * Tile.Lanes;
        }

        Weights = new(placed);
        for (int i = 0; i < layers.Count; i++)
        {
            _kernels[i].Weights = Weights.ViewsOf(placed[i].Name, layers[i].Weights(placed[i].Input));
        }

        _needsWholeBatch = _kernels.Any(k => k.NeedsWholeBatch);
    }

    /// <summary>The shape of one row.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one row's output.</summary>
    public Shape OutputShape { get; }

    /// <summary>All weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>Which tiles are on their way.</summary>
    public Pass Pass { get; } = new();

    /// <summary>Images that go through together.</summary>
    public int RowsPerPass => _tiles * Tile.Lanes;

    /// <summary>The last layer's output for the tiles of this pass.</summary>
    public Span<float> Output => Block(_kernels.Length);

    /// <summary>The gradient with respect to <see cref="Output"/>, to be written before <see cref="Backward"/>.</summary>
    public Span<float> OutputGradient => _gradient!.Span[..Output.Length];

    /// <summary>Plans the blocks for batches of <paramref name="rows"/>; does nothing where they are large enough.</summary>
    public void Reserve(int rows)
    {
        int tiles = _needsWholeBatch ? Tile.Count(rows) : 1;
        if (tiles <= _tiles)
        {
            return;
        }

        Release();
        _tiles = tiles;
        _blocks = [.. _lengths.Select(length => new AlignedBuffer(tiles * length))];
        _staging = new(InputShape.Size * Tile.Lanes);
        int largest = tiles * _lengths.Max();
        (_gradient, _otherGradient) = (new(largest), new(largest));
        foreach (var kernel in _kernels)
        {
            kernel.Reserve(tiles);
        }
    }

    /// <summary>Tells every layer that the weights have changed.</summary>
    public void Prepare()
    {
        foreach (var kernel in _kernels)
        {
            kernel.Prepare();
        }
    }

    /// <summary>Takes up to <see cref="RowsPerPass"/> rows of <paramref name="data"/> through the net.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Which; 1 or more.</param>
    /// <param name="firstRow">The position of the first in its batch.</param>
    public void Forward(Dataset data, ReadOnlySpan<int> rows, int firstRow)
    {
        (Pass.Rows, Pass.Tiles, Pass.FirstRow) = (rows.Length, Tile.Count(rows.Length), firstRow);
        Gather(data, rows);
        for (int i = 0; i < _kernels.Length; i++)
        {
            if (!_kernels[i].IsView)
            {
                _kernels[i].Forward(Pass, Block(i), Block(i + 1));
            }
        }
    }

    /// <summary>Takes <see cref="OutputGradient"/> back through the net; the layers keep their sums.</summary>
    public void Backward()
    {
        var (dy, dx) = (_gradient!, _otherGradient!);
        for (int i = _kernels.Length - 1; i >= 0; i--)
        {
            if (!_kernels[i].IsView)
            {
                var outgoing = i == 0 ? default : dx.Span[..(Pass.Tiles * _lengths[i])];
                _kernels[i].Backward(Pass, Block(i), Block(i + 1), dy.Span[..(Pass.Tiles * _lengths[i + 1])], outgoing);
                (dy, dx) = (dx, dy);
            }
        }
    }

    /// <summary>Writes the gradients of the step into <see cref="NetworkWeights.Gradients"/>.</summary>
    public void Finish()
    {
        Weights.Gradients.Span.Clear();
        foreach (var kernel in _kernels)
        {
            kernel.Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        Weights.Dispose();
        foreach (var kernel in _kernels)
        {
            kernel.Dispose();
        }
    }

    /// <summary>Block i: the input for 0, else the output of layer i − 1; a view shares its input's.</summary>
    private Span<float> Block(int index)
    {
        int source = index;
        while (source > 0 && _kernels[source - 1].IsView)
        {
            source--;
        }

        return _blocks[source].Span[..(Pass.Tiles * _lengths[index])];
    }

    /// <summary>Carries rows into tiles; lanes past the last row repeat it.</summary>
    private void Gather(Dataset data, ReadOnlySpan<int> rows)
    {
        int length = InputShape.Size;
        for (int tile = 0; tile < Pass.Tiles; tile++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane++)
            {
                int row = rows[Math.Min((tile * Tile.Lanes) + lane, rows.Length - 1)];
                data.FeaturesOf(row).CopyTo(_staging!.Span.Slice(lane * length, length));
            }

            Transposition.ToTile(_staging!.Pointer, length, _blocks[0].Pointer + (tile * _lengths[0]));
        }
    }

    private void Release()
    {
        foreach (var block in _blocks)
        {
            block.Dispose();
        }

        _staging?.Dispose();
        _gradient?.Dispose();
        _otherGradient?.Dispose();
    }
}

using Trimtab.Data;

namespace Trimtab.Networks.Engine;

/// <summary>A net at work: its kernels, its weights and the blocks that go between them, planned once. Not thread-safe.</summary>
/// <remarks>
/// A few tiles go through all layers and back before the next, as many as a cache holds, so what they leave behind is still near and what
/// layers need for each pass is fetched once for all of them; only a layer that must see the whole batch makes all of the batch's tiles
/// go through together. Sums over tiles are taken in the tiles' order, however many go together.
/// </remarks>
internal sealed unsafe class Network : IDisposable
{
    private const int CacheFloats = 1 << 18; // 1 MiB: what a core's second-level cache holds on many machines; results do not depend on it

    private readonly LayerOperator[] _kernels;
    private readonly int[] _lengths; // floats of one tile: the input, then each layer's output
    private readonly int _tilesTogether;
    private readonly int _firstTrained; // the first layer that learns: none before it needs a gradient
    private AlignedBuffer[] _blocks = [];
    private AlignedBuffer? _gradient, _otherGradient;
    private int _tiles;

    /// <summary>Compiles <paramref name="layers"/>, which bear unique names, for rows of shape <paramref name="input"/>.</summary>
    public Network(IReadOnlyList<Layer> layers, Shape input)
    {
        InputShape = OutputShape = input;
        _kernels = new LayerOperator[layers.Count];
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

        _tilesTogether = _kernels.Any(k => k.NeedsWholeBatch) ? int.MaxValue : Math.Max(1, CacheFloats / OwnLengths().Sum());
        _firstTrained = Array.FindIndex(_kernels, kernel => kernel.Weights.Any(weights => !weights.Gradient.IsEmpty));
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
        int tiles = Math.Min(Tile.Count(rows), _tilesTogether);
        if (tiles <= _tiles)
        {
            return;
        }

        Release();
        _tiles = tiles;
        _blocks = [.. OwnLengths().Select(length => new AlignedBuffer(tiles * length))];
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
        for (int i = _kernels.Length - 1; i >= Math.Max(0, _firstTrained); i--)
        {
            if (!_kernels[i].IsView)
            {
                var outgoing = i == _firstTrained ? default : dx.Span[..(Pass.Tiles * _lengths[i])];
                _kernels[i].Backward(Pass, Block(i), Block(i + 1), dy.Span[..(Pass.Tiles * _lengths[i + 1])], outgoing);
                (dy, dx) = (dx, dy);
            }
        }
    }

    /// <summary>Writes the gradients of the step into <see cref="NetworkWeights.Gradients"/>.</summary>
    public void Finish()
    {
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

    /// <summary>Floats of one tile in each block; nothing where a view shares its input's.</summary>
    private IEnumerable<int> OwnLengths() => _lengths.Select((length, i) => i > 0 && _kernels[i - 1].IsView ? 0 : length);

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
        float** lanes = stackalloc float*[Tile.Lanes];
        fixed (float* first = data.FeaturesOf(0)) // all rows are in one array: none moves
        {
            for (int tile = 0; tile < Pass.Tiles; tile++)
            {
                for (int lane = 0; lane < Tile.Lanes; lane++)
                {
                    lanes[lane] = LayerOperator.Address(data.FeaturesOf(rows[Math.Min((tile * Tile.Lanes) + lane, rows.Length - 1)]));
                }

                Gather(lanes, _blocks[0].Pointer + (tile * _lengths[0]));
            }
        }
    }

    /// <summary>Carries sixteen rows into a tile; the last numbers of each, that fill no block, go one by one.</summary>
    private void Gather(float** rows, float* tile)
    {
        for (int number = Transposition.ToTile(rows, InputShape.Size, tile); number < InputShape.Size; number++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane++)
            {
                tile[(number * Tile.Lanes) + lane] = rows[lane][number];
            }
        }
    }

    private void Release()
    {
        foreach (var block in _blocks)
        {
            block.Dispose();
        }

        _gradient?.Dispose();
        _otherGradient?.Dispose();
    }
}

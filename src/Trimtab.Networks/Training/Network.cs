using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Executes a net: operators of the layers, weights, and the activation blocks between them, allocated once. Not thread-safe.
/// </summary>
/// <remarks>
/// A pass takes a few tiles, as many as fit a cache, through all layers and back: activations are still cached in the backward pass, and
/// weights are read once per pass. A layer that needs the whole batch makes all tiles of the batch one pass. Sums over tiles are in the
/// order of the tiles, for any number of tiles per pass.
/// </remarks>
internal sealed unsafe class Network : IDisposable
{
    private const int CacheFloats = 1 << 18; // 1 MiB, the L2 cache of a core on many processors; results do not depend on it
    private const int WorthAThread = 1 << 15; // floats of a tile and its weights: about twenty times as long as threads take to meet

    private readonly IReadOnlyList<Layer> _layers;
    private readonly Network? _first; // whose weights and sums this one shares, on another thread
    private readonly LayerOperator[] _operators;
    private readonly int[] _lengths; // floats of one tile: the input, then each layer's output
    private readonly int _maxTilesPerPass;
    private readonly int _firstTrainable; // index of the first layer with trainable weights: the backward pass ends there
    private AlignedBuffer[] _blocks = [];
    private AlignedBuffer? _gradient, _otherGradient;
    private int _tiles;

    /// <summary>Compiles <paramref name="layers"/>, which have unique names, for rows of shape <paramref name="input"/>.</summary>
    public Network(IReadOnlyList<Layer> layers, Shape input)
        : this(layers, input, first: null)
    {
    }

    private Network(IReadOnlyList<Layer> layers, Shape input, Network? first)
    {
        (_layers, _first) = (layers, first);
        InputShape = OutputShape = input;
        _operators = new LayerOperator[layers.Count];
        _lengths = new int[layers.Count + 1];
        _lengths[0] = input.Size * Tile.Lanes;
        var placed = new List<(string Name, Layer Layer, Shape Input)>();
        for (int i = 0; i < layers.Count; i++)
        {
            placed.Add((layers[i].Name!, layers[i], OutputShape));
            _operators[i] = layers[i].Compile(OutputShape);
            (_operators[i].Name, _operators[i].Number) = (layers[i].Name!, i);
            OutputShape = layers[i].OutputShape(OutputShape);
            _lengths[i + 1] = OutputShape.Size * Tile.Lanes;
        }

        Weights = first?.Weights ?? new(placed);
        for (int i = 0; i < layers.Count; i++)
        {
            _operators[i].Weights = Weights.ViewsOf(placed[i].Name, layers[i].Weights(placed[i].Input));
        }

        FuseNeighbours();
        for (int i = 0; first is not null && i < layers.Count; i++)
        {
            _operators[i].ShareSums(first._operators[i]);
        }

        _maxTilesPerPass = _operators.Any(k => k.NeedsWholeBatch) ? int.MaxValue : Math.Max(1, CacheFloats / OwnLengths().Sum());
        _firstTrainable = Array.FindIndex(_operators, op => op.Weights.Any(weights => !weights.Gradient.IsEmpty));
    }

    /// <summary>Shape of one input row.</summary>
    public Shape InputShape { get; }

    /// <summary>Shape of the output for one row.</summary>
    public Shape OutputShape { get; }

    /// <summary>The weights of all layers.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The tiles of the current pass.</summary>
    public Pass Pass { get; } = new();

    /// <summary>Number of layers.</summary>
    public int Layers => _operators.Length;

    /// <summary>
    /// Whether several threads compute a batch sooner than one: its tiles are independent, and each is worth the time in which they meet.
    /// </summary>
    public bool GainsFromThreads =>
        _operators.All(op => op.AllowsThreads && !op.NeedsWholeBatch) && OwnLengths().Sum() + Weights.TrainableLength >= WorthAThread;

    /// <summary>Rows per pass.</summary>
    public int RowsPerPass => _tiles * Tile.Lanes;

    /// <summary>Output of the last layer for the tiles of the current pass.</summary>
    public Span<float> Output => Block(_operators.Length);

    /// <summary>Gradient with respect to <see cref="Output"/>; set it before <see cref="Backward"/>.</summary>
    public Span<float> OutputGradient => _gradient!.Span[..Output.Length];

    /// <summary>Allocates blocks for batches of <paramref name="rows"/>, unless they are large enough already.</summary>
    public void Reserve(int rows)
    {
        int tiles = Math.Min(Tile.Count(rows), _maxTilesPerPass);
        if (tiles <= _tiles)
        {
            return;
        }

        Release();
        _tiles = tiles;
        _blocks = [.. OwnLengths().Select(length => new AlignedBuffer(tiles * length))];
        int maxLength = tiles * _lengths.Max();
        (_gradient, _otherGradient) = (new(maxLength), new(maxLength));
        foreach (var op in _operators)
        {
            op.Reserve(tiles);
        }
    }

    /// <summary>Rows per pass where <paramref name="threads"/> threads share a batch; a multiple of <see cref="Tile.Lanes"/>.</summary>
    public int RowsPerPassOf(int batch, int threads) =>
        Math.Min((Tile.Count(batch) + threads - 1) / threads, _maxTilesPerPass) * Tile.Lanes;

    /// <summary>The same net for another thread: operators and blocks of its own, these weights and sums of gradients.</summary>
    public Network ForAnotherThread() => new(_layers, InputShape, this);

    /// <summary>Prepares all operators for changed weights.</summary>
    public void Prepare()
    {
        foreach (var op in _operators)
        {
            op.Prepare();
        }
    }

    /// <summary>Computes the output for up to <see cref="RowsPerPass"/> rows (forward pass).</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">Indices of the rows; 1 or more.</param>
    /// <param name="firstRow">Position of the first row in its batch.</param>
    public void Forward(Dataset data, ReadOnlySpan<int> rows, int firstRow)
    {
        (Pass.Rows, Pass.Tiles, Pass.FirstRow) = (rows.Length, Tile.Count(rows.Length), firstRow);
        Gather(data, rows);
        for (int i = 0; i < _operators.Length; i++)
        {
            if (!_operators[i].IsView)
            {
                _operators[i].Forward(Pass, Block(i), Block(i + 1));
            }
        }
    }

    /// <summary>Propagates <see cref="OutputGradient"/> through the net and accumulates weight gradients (backward pass).</summary>
    public void Backward()
    {
        var (dy, dx) = (_gradient!, _otherGradient!);
        for (int i = _operators.Length - 1; i >= Math.Max(0, _firstTrainable); i--)
        {
            if (!_operators[i].IsView)
            {
                var inputGradient = i == _firstTrainable ? default : dx.Span[..(Pass.Tiles * _lengths[i])];
                _operators[i].Backward(Pass, Block(i), Block(i + 1), dy.Span[..(Pass.Tiles * _lengths[i + 1])], inputGradient);
                (dy, dx) = (dx, dy);
            }
        }
    }

    /// <summary>Writes the accumulated gradients to <see cref="NetworkWeights.Gradients"/>, at the end of a step.</summary>
    public void Finish()
    {
        foreach (var op in _operators)
        {
            op.Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        if (_first is null)
        {
            Weights.Dispose();
        }

        foreach (var op in _operators)
        {
            op.Dispose();
        }
    }

    /// <summary>Replaces two operators in a row by one that computes both, where there is one, and a view of its output.</summary>
    private void FuseNeighbours()
    {
        for (int i = 0; i + 1 < _operators.Length; i++)
        {
            if (ConvolutionPoolingOperator.Of(_operators[i], _operators[i + 1]) is { } fused)
            {
                _operators[i + 1].Dispose();
                (_operators[i], _operators[i + 1], _lengths[i + 1]) = (fused, new ViewOperator(), _lengths[i + 2]);
            }
        }
    }

    /// <summary>Floats per tile of each block; 0 for the output of a view, which shares the block of its input.</summary>
    private IEnumerable<int> OwnLengths() => _lengths.Select((length, i) => i > 0 && _operators[i - 1].IsView ? 0 : length);

    /// <summary>Block i: the input of the net for 0, otherwise the output of layer i − 1. A view shares the block of its input.</summary>
    private Span<float> Block(int index)
    {
        int source = index;
        while (source > 0 && _operators[source - 1].IsView)
        {
            source--;
        }

        return _blocks[source].Span[..(Pass.Tiles * _lengths[index])];
    }

    /// <summary>Copies rows to the tiles of the input block; lanes past the last row repeat it.</summary>
    private void Gather(Dataset data, ReadOnlySpan<int> rows)
    {
        float** lanes = stackalloc float*[Tile.Lanes];
        fixed (float* first = data.FeaturesOf(0)) // pins the array that holds all rows
        {
            for (int tile = 0; tile < Pass.Tiles; tile++)
            {
                for (int lane = 0; lane < Tile.Lanes; lane++)
                {
                    int row = rows[Math.Min((tile * Tile.Lanes) + lane, rows.Length - 1)];
                    lanes[lane] = LayerOperator.Address(data.FeaturesOf(row));
                }

                Gather(lanes, _blocks[0].Pointer + (tile * _lengths[0]));
            }
        }
    }

    /// <summary>Copies sixteen rows to a tile: blocks of elements by transposition, the remaining elements one by one.</summary>
    private void Gather(float** rows, float* tile)
    {
        for (int element = Transposition.ToTile(rows, InputShape.Size, tile); element < InputShape.Size; element++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane++)
            {
                tile[(element * Tile.Lanes) + lane] = rows[lane][element];
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

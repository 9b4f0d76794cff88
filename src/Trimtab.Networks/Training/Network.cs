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
        _lengths[0] = Sized(() => $"The net can't take rows of shape {input}.", () => TileLength(input));
        var placed = new List<(string Name, Layer Layer, Shape Input)>();
        for (int i = 0; i < layers.Count; i++)
        {
            placed.Add((layers[i].Name!, layers[i], OutputShape));
            (_operators[i], OutputShape) = Compile(layers[i], OutputShape);
            (_operators[i].Name, _operators[i].Number, _lengths[i + 1]) = (layers[i].Name!, i, TileLength(OutputShape));
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

        _maxTilesPerPass = _operators.Any(k => k.NeedsWholeBatch) ? int.MaxValue : (int)Math.Max(1, CacheFloats / TotalLength);
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
        _operators.All(op => op.AllowsThreads && !op.NeedsWholeBatch) && TotalLength + Weights.TrainableLength >= WorthAThread;

    /// <summary>Rows per pass.</summary>
    public int RowsPerPass => _tiles * Tile.Lanes;

    /// <summary>Output of the last layer for the tiles of the current pass.</summary>
    public Span<float> Output => Block(_operators.Length);

    /// <summary>Gradient with respect to <see cref="Output"/>; set it before <see cref="Backward"/>.</summary>
    public Span<float> OutputGradient => _gradient!.Span[..Output.Length];

    /// <summary>Numbers of a tile of rows of a shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than an array can hold.</exception>
    public static int TileLength(Shape shape) => BlockLength.Of(shape.Size, Tile.Lanes);

    /// <summary>Allocates blocks for batches of <paramref name="rows"/>, unless they are large enough already.</summary>
    /// <exception cref="ShapeException">Blocks of so many rows are more than an array can hold.</exception>
    public void Reserve(int rows)
    {
        int tiles = Math.Min(Tile.Count(rows), _maxTilesPerPass);
        if (tiles <= _tiles)
        {
            return;
        }

        Release();
        for (int i = 0; i < _lengths.Length; i++)
        {
            int layer = Math.Max(i - 1, 0);
            _ = Sized(() => TooManyRows(layer), () => BlockLength.Of(tiles, _lengths[i])); // before memory is taken for others
        }

        for (int i = 0; i < _operators.Length; i++)
        {
            Sized(() => TooManyRows(i), () => _operators[i].Reserve(tiles));
        }

        _blocks = [.. OwnLengths().Select(length => new AlignedBuffer(tiles, length))];
        (_gradient, _otherGradient) = (new(tiles, _lengths.Max()), new(tiles, _lengths.Max()));
        _tiles = tiles;

        string TooManyRows(int layer) =>
            Invariant($"Layer '{_layers[layer].Name}' can't be computed for {tiles * Tile.Lanes} rows at once. Set a smaller BatchSize.");
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

    private static (LayerOperator Operator, Shape Output) Compile(Layer layer, Shape input) => Sized(
        () => $"Layer '{layer.Name}' can't be applied to an input of shape {input}. It is {layer}.",
        () =>
        {
            var output = layer.OutputShape(input);
            _ = TileLength(output);
            return (layer.Compile(input), output);
        });

    /// <summary>Does what takes memory.</summary>
    /// <exception cref="ShapeException">It takes a block that is too large; the message begins with <paramref name="what"/>.</exception>
    private static T Sized<T>(Func<string> what, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ShapeException($"{what()} {error.Message}");
        }
    }

    private static void Sized(Func<string> what, Action take) => Sized(what, () =>
    {
        take();
        return 0;
    });

    /// <summary>Replaces operators in a row by one that computes them, where there is one, and views of its output.</summary>
    private void FuseNeighbours()
    {
        for (int i = 0; i < _operators.Length; i++)
        {
            for (int next = i + 1; next < _operators.Length && _operators[i].FuseWith(_operators[next]) is { } fused; next++)
            {
                (fused.Name, fused.Number) = (_operators[i].Name, i);
                fused.Weights = [.. _operators[i].Weights, .. _operators[next].Weights];
                (_operators[i], _operators[next]) = (fused, new ViewOperator());
                _lengths.AsSpan(i + 1, next - i).Fill(_lengths[next + 1]);
            }
        }
    }

    /// <summary>Floats per tile of all blocks.</summary>
    private long TotalLength => OwnLengths().Sum(length => (long)length);

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
        (_blocks, _tiles) = ([], 0);
    }
}

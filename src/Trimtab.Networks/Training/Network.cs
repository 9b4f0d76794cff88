using System.Numerics.Tensors;
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

    private readonly IReadOnlyList<NetworkNode> _nodes;
    private readonly Network? _first; // whose weights and sums this one shares, on another thread
    private readonly LayerOperator[] _operators; // of the nodes
    private readonly int[] _lengths; // floats of one tile: the input, then each node's output
    private readonly int[] _blockOf; // where the input and each node's output are: a view shares the block of its input
    private readonly int[][] _inputs; // blocks that each node reads; none for a view
    private readonly nint[] _addresses; // as many as a node has inputs at most
    private readonly int[] _inputLengths;
    private readonly GradientPlan _plan;
    private readonly int _maxTilesPerPass;
    private AlignedBuffer[] _blocks = [], _gradients = [];
    private int _tiles;

    /// <summary>
    /// Compiles <paramref name="layers"/> in sequence, which have unique names, for rows of shape <paramref name="input"/>.
    /// </summary>
    public Network(IReadOnlyList<Layer> layers, Shape input)
        : this(NetworkNode.Chain(layers), input)
    {
    }

    /// <summary>
    /// Compiles nodes whose layers have unique names, each after those it is applied to, for rows of shape <paramref name="input"/>.
    /// </summary>
    public Network(IReadOnlyList<NetworkNode> nodes, Shape input)
        : this(nodes, input, first: null)
    {
    }

    private Network(IReadOnlyList<NetworkNode> nodes, Shape input, Network? first)
    {
        (_nodes, _first, InputShape) = (nodes, first, input);
        _operators = new LayerOperator[nodes.Count];
        _lengths = new int[nodes.Count + 1];
        _lengths[0] = Sized(() => $"The net can't take rows of shape {input}.", () => TileLength(input));
        var shapes = new List<Shape> { input };
        var placed = new List<(string Name, Layer Layer, Shape Input)>();
        for (int i = 0; i < nodes.Count; i++)
        {
            var (layer, inputs) = (nodes[i].Layer, nodes[i].Inputs.Select(number => shapes[number]).ToList());
            placed.Add((layer.Name!, layer, inputs[0]));
            (_operators[i], var output) = Compile(layer, inputs);
            (_operators[i].Name, _operators[i].Number, _lengths[i + 1]) = (layer.Name!, i, TileLength(output));
            shapes.Add(output);
        }

        OutputShape = shapes[^1];
        int[] uses = [.. nodes.Select((node, i) => node.SharedWith is { } owner ? EarlierUses(owner, i) : 0)];
        Weights = first?.Weights ?? new(placed.Where((_, i) => nodes[i].SharedWith is null), uses.Max() + 1);
        for (int i = 0; i < nodes.Count; i++)
        {
            string owner = placed[nodes[i].SharedWith ?? i].Name;
            _operators[i].Weights = Weights.ViewsOf(owner, placed[i].Layer.Weights(placed[i].Input), uses[i]);
        }

        FuseNeighbours();
        for (int i = 0; first is not null && i < nodes.Count; i++)
        {
            _operators[i].ShareSums(first._operators[i]);
        }

        _blockOf = [.. Enumerable.Range(0, nodes.Count + 1)];
        for (int i = 0; i < nodes.Count; i++)
        {
            _blockOf[i + 1] = _operators[i].IsView ? _blockOf[nodes[i].Inputs[0]] : i + 1;
        }

        _inputs = [.. nodes.Select((node, i) => _operators[i].IsView ? [] : node.Inputs.Select(number => _blockOf[number]).ToArray())];
        int most = nodes.Max(node => node.Inputs.Count);
        (_addresses, _inputLengths) = (new nint[most], new int[most]);
        _plan = new(_inputs, node => _operators[node].Weights.Any(weights => !weights.Gradient.IsEmpty), _lengths, _blockOf[^1]);
        _maxTilesPerPass = _operators.Any(k => k.NeedsWholeBatch) ? int.MaxValue : (int)Math.Max(1, CacheFloats / TotalLength);
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
    public Span<float> Output => Block(_blockOf[^1]);

    /// <summary>Gradient with respect to <see cref="Output"/>; set it before <see cref="Backward"/>.</summary>
    public Span<float> OutputGradient => _gradients[0].Span[..Output.Length];

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
        _gradients = [.. _plan.Lengths.Select(length => new AlignedBuffer(tiles, length))];
        _tiles = tiles;

        string TooManyRows(int layer) => $"Layer '{_nodes[layer].Layer.Name}' can't be computed for "
            + Invariant($"{tiles * Tile.Lanes} rows at once. Set a smaller BatchSize.");
    }

    /// <summary>Rows per pass where <paramref name="threads"/> threads share a batch; a multiple of <see cref="Tile.Lanes"/>.</summary>
    public int RowsPerPassOf(int batch, int threads) =>
        Math.Min((Tile.Count(batch) + threads - 1) / threads, _maxTilesPerPass) * Tile.Lanes;

    /// <summary>The same net for another thread: operators and blocks of its own, these weights and sums of gradients.</summary>
    public Network ForAnotherThread() => new(_nodes, InputShape, this);

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
        for (int node = 0; node < _operators.Length; node++)
        {
            if (_operators[node] is MergeOperator merge)
            {
                merge.Forward(Pass, Blocks(_inputs[node]), Block(node + 1));
            }
            else if (!_operators[node].IsView)
            {
                if (_nodes[node].Mask is { } mask)
                {
                    ((IMaskedOperator)_operators[node]).MaskBy(Block(_blockOf[mask]));
                }

                _operators[node].Forward(Pass, Block(_inputs[node][0]), Block(node + 1));
            }
        }
    }

    /// <summary>Propagates <see cref="OutputGradient"/> through the net and accumulates weight gradients (backward pass).</summary>
    public void Backward()
    {
        foreach (var step in _plan.Steps)
        {
            int[] inputs = _inputs[step.Node];
            Span<float> y = Block(step.Node + 1), dy = Gradient(step.Slot, step.Node + 1);
            for (int i = 0; i < inputs.Length; i++)
            {
                var target = step.Targets[i];
                var dx = target.Slot < 0 ? default : Gradient(target.Slot, inputs[i]);
                if (_operators[step.Node] is not MergeOperator merge)
                {
                    _operators[step.Node].Backward(Pass, Block(inputs[i]), y, dy, dx);
                }
                else if (!dx.IsEmpty)
                {
                    merge.Backward(Pass, Blocks(inputs), y, dy, i, dx);
                }

                if (target.Sum >= 0)
                {
                    var sum = Gradient(target.Sum, inputs[i]);
                    TensorPrimitives.Add(sum, dx, sum);
                }
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

        Weights.AddFurtherGradients();
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

    private static (LayerOperator Operator, Shape Output) Compile(Layer layer, IReadOnlyList<Shape> inputs) => Sized(
        () => $"Layer '{layer.Name}' can't be applied to an input of shape {string.Join(" and ", inputs)}. It is {layer}.",
        () =>
        {
            var output = layer.OutputOf(inputs);
            _ = TileLength(output);
            return (layer.CompileFor(inputs), output);
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
            for (int last = i; OnlyReader(last) is { } next && _operators[i].FuseWith(_operators[next]) is { } fused; last = next)
            {
                (fused.Name, fused.Number) = (_operators[i].Name, i);
                fused.Weights = [.. _operators[i].Weights, .. _operators[next].Weights];
                (_operators[i], _operators[next]) = (fused, new ViewOperator());
                _lengths[i + 1] = _lengths[last + 1] = _lengths[next + 1];
            }
        }
    }

    /// <summary>How often the variables of a node are used before node <paramref name="end"/>.</summary>
    private int EarlierUses(int owner, int end) => 1 + Enumerable.Range(0, end).Count(node => _nodes[node].SharedWith == owner);

    /// <summary>The node that is applied to the output of another, if there is only one and it has no other input.</summary>
    private int? OnlyReader(int node)
    {
        int[] readers = [.. Enumerable.Range(0, _nodes.Count).Where(reader => _nodes[reader].Inputs.Contains(node + 1))];
        return readers is [var only] && _nodes[only].Inputs.Count == 1 ? only : null;
    }

    /// <summary>Floats per tile of all blocks.</summary>
    private long TotalLength => OwnLengths().Sum(length => (long)length);

    /// <summary>Floats per tile of each block; 0 for the output of a view, which shares the block of its input.</summary>
    private IEnumerable<int> OwnLengths() => _lengths.Select((length, i) => _blockOf[i] == i ? length : 0);

    /// <summary>A block of the current pass.</summary>
    private Span<float> Block(int number) => _blocks[number].Span[..(Pass.Tiles * _lengths[number])];

    /// <summary>The gradient of a block of the current pass, in a buffer.</summary>
    private Span<float> Gradient(int slot, int number) => _gradients[slot].Span[..(Pass.Tiles * _lengths[number])];

    /// <summary>Blocks of the current pass, until the next call.</summary>
    private InputBlocks Blocks(int[] numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            _addresses[i] = _blocks[numbers[i]].Address;
            _inputLengths[i] = Pass.Tiles * _lengths[numbers[i]];
        }

        return new(_addresses.AsSpan(0, numbers.Length), _inputLengths.AsSpan(0, numbers.Length));
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
        foreach (var block in (AlignedBuffer[])[.. _blocks, .. _gradients])
        {
            block.Dispose();
        }

        (_blocks, _gradients, _tiles) = ([], [], 0);
    }
}

namespace Trimtab.Networks.Engine;

/// <summary>
/// A matrix of weights and the sums of its gradient: products with blocks of tiles, one panel at a time over all tiles, so that it is read
/// from memory once. Not thread-safe.
/// </summary>
internal sealed unsafe class DenseMatrix : IDisposable
{
    private const int Square = PackedMatrix.PanelWidth * Tile.Lanes; // floats of sixteen vectors
    private const int TermsAtOnce = 128; // of two tiles and a panel, 24 KiB: they fit the L1 cache

    private readonly int _inputs, _units;
    private readonly PackedMatrix _packed;
    private PackedMatrix _sums;
    private PackedMatrix? _transposed;
    private AlignedBuffer? _gradientsByImage;
    private float* _weights;
    private bool _isTransposed;

    /// <param name="inputs">Rows of the matrix.</param>
    /// <param name="units">Columns of the matrix.</param>
    public DenseMatrix(int inputs, int units)
    {
        (_inputs, _units) = (inputs, units);
        _ = PackedMatrix.LengthOf(units, inputs); // of the transposed weights, which are made when they are needed
        (_packed, _sums) = (new(inputs, units), new(inputs, units));
    }

    /// <summary>Allocates what gradients of up to <paramref name="tiles"/> tiles need.</summary>
    public void Reserve(int tiles)
    {
        _gradientsByImage?.Dispose();
        _gradientsByImage = new(tiles, _sums.Panels, Square);
    }

    /// <summary>Takes the weights, row-major, before the first product after each change.</summary>
    public void Prepare(float* weights)
    {
        _weights = weights;
        _packed.Pack(weights);
        _isTransposed = false;
    }

    /// <summary>Writes y[tile, unit] = start + Σ x[tile, input] · w[input, unit].</summary>
    /// <param name="x">The first tile.</param>
    /// <param name="y">That of the results.</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="bias">Where sums start, a number per unit; null for 0.</param>
    /// <param name="add">Without a bias: whether sums start from <paramref name="y"/>.</param>
    public void Multiply(in TileBlock x, in TileBlock y, int tiles, float* bias, bool add) =>
        Multiply(_packed, x, _inputs, y, tiles, bias, add);

    /// <summary>Writes dx[tile, input] = start + Σ dy[tile, unit] · w[input, unit].</summary>
    public void MultiplyTransposed(in TileBlock dy, in TileBlock dx, int tiles, bool add) =>
        Multiply(Transposed(), dy, _units, dx, tiles, null, add);

    /// <summary>Rearranges the gradients of tiles that follow one another, for <see cref="Accumulate"/>.</summary>
    public void TakeGradients(float* dy, int tiles)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int panel = 0; panel < _sums.Panels; panel++)
            {
                float* to = _gradientsByImage!.Pointer + (((nint)(panel * tiles) + tile) * Square);
                Transposition.ToTile(dy + ((nint)tile * _units * Tile.Lanes) + (panel * Square), Tile.Lanes, to);
            }
        }
    }

    /// <summary>Accumulates sum[input, unit] += x[input, image] · dy[unit, image], image by image, one unit per lane.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="first">Number of the first tile among those of <see cref="TakeGradients"/>.</param>
    /// <param name="count">Number of tiles.</param>
    /// <param name="tiles">Tiles of <see cref="TakeGradients"/>.</param>
    /// <param name="add">Whether sums continue; otherwise they start from 0.</param>
    public void Accumulate(in TileBlock x, int first, int count, int tiles, bool add) => Kernels.Current.Multiply(
        new()
        {
            Vectors = _gradientsByImage!.Pointer + ((nint)first * Square),
            Numbers = x.First,
            IsAdjacent = false,
            NumberStep = 1,
            PerGroup = Tile.Lanes,
            Groups = count,
            VectorGroup = Square,
            NumberGroup = x.Step,
            Tiles = _sums.Panels,
            VectorTile = (nint)tiles * Square,
            ResultTile = (nint)_inputs * PackedMatrix.PanelWidth,
        },
        null,
        add,
        _sums.Panel(0),
        _inputs);

    /// <summary>Writes the sums; the next ones start anew.</summary>
    public void Finish(float* gradient) => _sums.Unpack(gradient);

    /// <summary>Adds to the sums of <paramref name="first"/> from now on.</summary>
    public void ShareSums(DenseMatrix first)
    {
        _sums.Dispose();
        _sums = first._sums;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed.Dispose();
        _sums.Dispose();
        _transposed?.Dispose();
        _gradientsByImage?.Dispose();
    }

    /// <remarks>Some terms at a time, so that their part of the panel stays in the L1 cache from tile to tile.</remarks>
    private static void Multiply(
        PackedMatrix matrix, in TileBlock x, int terms, in TileBlock y, int tiles, float* bias, bool add)
    {
        for (int panel = 0; panel < matrix.Panels; panel++)
        {
            for (int first = 0; first < terms; first += TermsAtOnce)
            {
                Kernels.Current.Multiply(
                    new()
                    {
                        Vectors = x.First + (first * Tile.Lanes),
                        Numbers = matrix.Panel(panel) + (first * PackedMatrix.PanelWidth),
                        IsAdjacent = true,
                        NumberStep = PackedMatrix.PanelWidth,
                        PerGroup = Math.Min(TermsAtOnce, terms - first),
                        Groups = 1,
                        Tiles = tiles,
                        VectorTile = x.Step,
                        ResultTile = y.Step,
                    },
                    bias is null || first > 0 ? null : bias + (panel * PackedMatrix.PanelWidth),
                    add || first > 0,
                    y.First + (panel * Square),
                    matrix.WidthOf(panel));
            }
        }
    }

    /// <summary>The transposed weights, packed on first use after a change: the first layer of a net never needs them.</summary>
    private PackedMatrix Transposed()
    {
        _transposed ??= new(_units, _inputs);
        if (!_isTransposed)
        {
            _transposed.PackTransposed(_weights);
            _isTransposed = true;
        }

        return _transposed;
    }
}

/// <summary>Tiles at equal distances in memory.</summary>
/// <param name="first">The first one.</param>
/// <param name="step">Floats from one to the next.</param>
internal readonly unsafe ref struct TileBlock(float* first, nint step)
{
    /// <summary>The first one.</summary>
    public float* First { get; } = first;

    /// <summary>Floats from one to the next.</summary>
    public nint Step { get; } = step;
}

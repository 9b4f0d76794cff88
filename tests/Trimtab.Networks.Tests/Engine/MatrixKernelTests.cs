using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>
/// Products, packing and transposition of matrices against plain loops. Values are small integers, so results are equal, not close.
/// </summary>
public unsafe class MatrixKernelTests
{
    public static TheoryData<int, int> Shapes =>
        [.. from rows in (int[])[1, 2, 15, 16, 17, 33] from columns in (int[])[1, 5, 16, 31, 32, 35] select new TheoryDataRow<int, int>(
            rows, columns)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Transpose_OfAnyShape_SwapsRowsAndColumns(int rows, int columns)
    {
        using var source = Blocks.ToBuffer(Blocks.Integers(rows * columns, 1, limit: 1000));
        using var target = new AlignedBuffer(columns * (rows + 3));

        Transposition.Transpose(source.Pointer, rows, columns, target.Pointer, rows + 3);

        float[] expected = new float[columns * (rows + 3)]; // three columns of the target are never written
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                expected[(column * (rows + 3)) + row] = source.Span[(row * columns) + column];
            }
        }

        Assert.Equal(expected, target.Span.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(50)]
    public void ToTile_OfSixteenImages_PutsEachInALane(int length)
    {
        float[] images = Blocks.Integers(Tile.Lanes * length, 2, limit: 1000);
        using var source = Blocks.ToBuffer(images);
        using var tile = new AlignedBuffer(length * Tile.Lanes);
        using var expected = Blocks.ToTiles(images, length);

        Transposition.ToTile(source.Pointer, length, tile.Pointer);

        Assert.Equal(expected.Span.ToArray(), tile.Span.ToArray());
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(40, 32)]
    [InlineData(15, 0)]
    public void ToTile_OfSeparateRows_TransposesWholeBlocks(int length, int whole)
    {
        float[] images = Blocks.Integers(Tile.Lanes * length, 3, limit: 1000);
        using var source = Blocks.ToBuffer(images);
        using var tile = new AlignedBuffer(length * Tile.Lanes);
        using var expected = Blocks.ToTiles(images, length);
        float** rows = stackalloc float*[Tile.Lanes];
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            rows[lane] = source.Pointer + (lane * length);
        }

        int done = Transposition.ToTile(rows, length, tile.Pointer);

        Assert.Equal(System.Runtime.Intrinsics.X86.Avx.IsSupported ? whole : 0, done);
        Assert.Equal(expected.Span[..(done * Tile.Lanes)].ToArray(), tile.Span[..(done * Tile.Lanes)].ToArray());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Unpack_OfAPackedMatrix_GivesItBack(int rows, int columns)
    {
        float[] values = Blocks.Integers(rows * columns, 4, limit: 1000);
        using var source = Blocks.ToBuffer(values);
        using var target = new AlignedBuffer(rows * columns);
        using var packed = new PackedMatrix(rows, columns);

        packed.Pack(source.Pointer);
        packed.Unpack(target.Pointer);

        Assert.Equal(values, target.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PackTransposed_ThenUnpack_GivesTheTranspose(int rows, int columns)
    {
        using var source = Blocks.ToBuffer(Blocks.Integers(rows * columns, 5, limit: 1000));
        using var expected = new AlignedBuffer(rows * columns);
        using var target = new AlignedBuffer(rows * columns);
        using var packed = new PackedMatrix(columns, rows);
        Transposition.Transpose(source.Pointer, rows, columns, expected.Pointer, rows);

        packed.PackTransposed(source.Pointer);
        packed.Unpack(target.Pointer);

        Assert.Equal(expected.Span.ToArray(), target.Span.ToArray());
    }

    [Fact]
    public void Panels_OfThirtyFiveColumns_AreThreeOfSixteenSixteenAndThree()
    {
        using var packed = new PackedMatrix(2, 35);

        Assert.Equal([16, 16, 3], Enumerable.Range(0, packed.Panels).Select(packed.WidthOf));
        Assert.Equal(2 * PackedMatrix.PanelWidth, packed.Panel(1) - packed.Panel(0));
    }

    public static TheoryData<int, int, int> Products =>
        [.. from results in Enumerable.Range(1, 16) select new TheoryDataRow<int, int, int>(results, 1 + (results % 5), 1 + (results % 3))];

    [Theory]
    [MemberData(nameof(Products))]
    public void Multiply_WithABias_StartsFromIt(int results, int terms, int groups)
    {
        using var product = new Product(terms, groups);
        using var bias = Blocks.ToBuffer(Blocks.Integers(Tile.Lanes, 9));

        Assert.Equal(product.Expected(results, o => bias.Span[o]), product.Of(results, bias.Pointer, add: false));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Multiply_WithAdd_StartsFromTheOutput(int results, int terms, int groups)
    {
        using var product = new Product(terms, groups);

        Assert.Equal(product.Expected(results, _ => Product.Before), product.Of(results, null, add: true));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Multiply_WithoutBiasOrAdd_StartsFromZeroAndWritesNothingPastTheResults(int results, int terms, int groups)
    {
        using var product = new Product(terms, groups);

        Assert.Equal(product.Expected(results, _ => 0), product.Of(results, null, add: false));
    }

    [Fact]
    public void Multiply_OfScalarsAVectorApart_ReadsThemThere()
    {
        using var product = new Product(terms: 4, groups: 2, spacing: Tile.Lanes);

        Assert.Equal(product.Expected(7, _ => 0), product.Of(7, null, add: false));
    }

    /// <summary>One product of vectors and scalars.</summary>
    private sealed class Product : IDisposable
    {
        public const float Before = 3; // of every output before the product

        private readonly int _terms, _groups, _spacing;
        private readonly AlignedBuffer _vectors, _scalars, _y;

        public Product(int terms, int groups, int spacing = 1)
        {
            (_terms, _groups, _spacing) = (terms, groups, spacing);
            _vectors = Blocks.ToBuffer(Blocks.Integers(groups * terms * Tile.Lanes, 7));
            _scalars = Blocks.ToBuffer(Blocks.Integers(groups * GroupLength, 8));
            _y = new(Tile.Lanes * Tile.Lanes);
            _y.Span.Fill(Before);
        }

        private int TermStep => _spacing == 1 ? Tile.Lanes : 1;

        private int GroupLength => Tile.Lanes * Tile.Lanes * _terms;

        public float[] Expected(int results, Func<int, float> start)
        {
            float[] y = new float[Tile.Lanes * Tile.Lanes];
            for (int i = 0; i < y.Length; i++)
            {
                int o = i / Tile.Lanes, lane = i % Tile.Lanes;
                y[i] = o >= results ? Before : start(o) + (float)Enumerable.Range(0, _groups).Sum(g => Enumerable.Range(0, _terms).Sum(t =>
                    (double)_vectors.Span[(((g * _terms) + t) * Tile.Lanes) + lane]
                        * _scalars.Span[(g * GroupLength) + (t * TermStep) + (o * _spacing)]));
            }

            return y;
        }

        public float[] Of(int results, float* bias, bool add)
        {
            var terms = new DenseTerms
            {
                Vectors = _vectors.Pointer,
                Numbers = _scalars.Pointer,
                IsAdjacent = _spacing == 1,
                NumberStep = TermStep,
                PerGroup = _terms,
                Groups = _groups,
                VectorGroup = _terms * Tile.Lanes,
                NumberGroup = GroupLength,
                Tiles = 1,
                VectorTile = 0,
                ResultTile = 0,
            };
            Kernels.Current.Multiply(terms, bias, add, _y.Pointer, results);
            return _y.Span.ToArray();
        }

        public void Dispose()
        {
            _vectors.Dispose();
            _scalars.Dispose();
            _y.Dispose();
        }
    }
}

using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>
/// The kernels of every vector width and number of registers, on this processor: the bits are those of scalar loops that multiply and add
/// with one rounding, in the order the engine promises.
/// </summary>
public unsafe class KernelsTests
{
    private static readonly Dictionary<string, Kernels> _kernels = new()
    {
        ["512 bits, 32 registers"] = new Kernels<Floats16, Six>(),
        ["512 bits, 16 registers"] = new Kernels<Floats16, Three>(),
        ["256 bits, 32 registers"] = new Kernels<Floats8, Six>(),
        ["256 bits, 16 registers"] = new Kernels<Floats8, Three>(),
        ["128 bits, 32 registers"] = new Kernels<Floats4, Six>(),
        ["128 bits, 16 registers"] = new Kernels<Floats4, Three>(),
    };

    private static readonly string[] _convolutions =
    [
        "5x7x1 by 3x3 to 4", "8x8x4 by 3x3 to 8", "6x5x3 by 2x4 to 7", "4x4x2 by 4x4 to 1", "7x9x5 by 1x1 to 18", "9x6x1 by 5x5 to 6",
        "6x6x64 by 3x3 to 33", "3x4x7 by 2x2 to 2",
    ];

    public static TheoryData<string> Widths => [.. _kernels.Keys];

    public static TheoryData<string, string, int> Convolutions =>
        [.. from width in _kernels.Keys
            from size in _convolutions
            from stride in (int[])[1, 2]
            select new TheoryDataRow<string, string, int>(width, size, stride)];

    public static TheoryData<string, int, int, int, bool> Products =>
        [.. from width in _kernels.Keys
            from results in (int[])[1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 16, 29]
            from tiles in (int[])[1, 2, 3]
            from isAdjacent in (bool[])[true, false]
            select new TheoryDataRow<string, int, int, int, bool>(width, results, tiles, 1 + (results % 4), isAdjacent)];

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolve_OfAnyWidth_HasTheBitsOfScalarLoops(string width, string size, int stride)
    {
        var (path, inputLength) = Path(size, stride);
        using var x = Blocks.ToBuffer(Drawn.Uniform(inputLength, 1));
        using var w = Blocks.ToBuffer(Drawn.Uniform(path.KernelRows * path.Taps * path.Outputs, 1));
        using var bias = Blocks.ToBuffer(Drawn.Uniform(path.Outputs, 1));
        using var y = Blocks.ToBuffer(Enumerable.Repeat(7f, (path.Rows * path.Columns * path.Outputs * Tile.Lanes) + Tile.Lanes).ToArray());
        float[] expected = y.Span.ToArray();
        foreach (var (output, start, o) in Outputs(path))
        {
            float sum = bias.Span[o];
            foreach (var (tap, weight) in Taps(path, start))
            {
                sum = MathF.FusedMultiplyAdd(w.Span[weight + o], x.Span[tap], sum);
            }

            expected[output] = Math.Max(sum, 0);
        }

        _kernels[width].Convolve(path, x.Pointer, w.Pointer, bias.Pointer, y.Pointer, rectify: true);

        AssertBits(expected, y.Span);
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void KernelGradient_OfAnyWidth_HasTheBitsOfScalarLoops(string width, string size, int stride)
    {
        var (path, inputLength) = Path(size, stride);
        using var x = Blocks.ToBuffer(Drawn.Uniform(inputLength, 1));
        using var z = Blocks.ToBuffer(Drawn.Uniform(path.Rows * path.Columns * path.Outputs * Tile.Lanes, 1, seed: 2));
        using var sums = new AlignedBuffer(ConvolutionWeightGradient.Length(path));
        using var workspace = new AlignedBuffer(ConvolutionWeightGradient.WorkspaceLength(path));
        int zColumn = path.Outputs * Tile.Lanes;
        float[] lanes = new float[path.KernelRows * path.Taps * path.Outputs * Tile.Lanes];
        foreach (var (output, start, o) in Outputs(path))
        {
            foreach (var (tap, weight) in Taps(path, start))
            {
                int sum = ((weight + o) * Tile.Lanes) + (output % Tile.Lanes);
                lanes[sum] = MathF.FusedMultiplyAdd(x.Span[tap], z.Span[output], lanes[sum]);
            }
        }

        float[] gradient = new float[lanes.Length / Tile.Lanes];
        float[] expected = [.. gradient.Select((_, i) => SumOfLanes(lanes.AsSpan(i * Tile.Lanes, Tile.Lanes)))];

        _kernels[width].AccumulateKernel(path, x.Pointer, z.Pointer, path.Columns * zColumn, zColumn, sums.Pointer, workspace.Pointer);
        ConvolutionWeightGradient.Finish(path, sums.Pointer, gradient);

        AssertBits(expected, gradient);
        Assert.All(sums.Span.ToArray(), sum => Assert.Equal(0, sum));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Multiply_OfAnyWidth_HasTheBitsOfScalarLoops(string width, int results, int tiles, int terms, bool isAdjacent)
    {
        const int Groups = 2, Before = 3;
        int spacing = isAdjacent ? 1 : Tile.Lanes, step = isAdjacent ? results : 1, group = terms * results * Tile.Lanes;
        int tile = Groups * terms * Tile.Lanes, resultTile = (results + 1) * Tile.Lanes; // a vector past the results that must stay
        using var x = Blocks.ToBuffer(Drawn.Uniform(tiles * tile, 1));
        using var n = Blocks.ToBuffer(Drawn.Uniform(Groups * group, 1, seed: 2));
        using var y = new AlignedBuffer(tiles * resultTile);
        y.Span.Fill(Before);
        float[] expected = y.Span.ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            int result = i % resultTile / Tile.Lanes;
            for (int term = 0; term < (result < results ? Groups * terms : 0); term++)
            {
                float vector = x.Span[(i / resultTile * tile) + (term * Tile.Lanes) + (i % Tile.Lanes)];
                float number = n.Span[(term / terms * group) + (term % terms * step) + (result * spacing)];
                expected[i] = MathF.FusedMultiplyAdd(vector, number, expected[i]);
            }
        }

        var operands = new DenseTerms
        {
            Vectors = x.Pointer,
            Numbers = n.Pointer,
            IsAdjacent = isAdjacent,
            NumberStep = step,
            PerGroup = terms,
            Groups = Groups,
            VectorGroup = terms * Tile.Lanes,
            NumberGroup = group,
            Tiles = tiles,
            VectorTile = tile,
            ResultTile = resultTile,
        };
        _kernels[width].Multiply(operands, null, add: true, y.Pointer, results);

        AssertBits(expected, y.Span);
    }

    /// <summary>The plain convolution "rows x columns x channels by kernel to outputs", without padding, and its input's length.</summary>
    private static (ConvolutionPath Path, int InputLength) Path(string size, int stride)
    {
        int[] n = [.. size.Replace(" by ", "x").Replace(" to ", "x").Split('x').Select(int.Parse)];
        int inputRow = n[1] * n[2] * Tile.Lanes;
        var path = new ConvolutionPath
        {
            Rows = ((n[0] - n[3]) / stride) + 1,
            Columns = ((n[1] - n[4]) / stride) + 1,
            Outputs = n[5],
            KernelRows = n[3],
            Taps = n[4] * n[2],
            InputRow = inputRow,
            RowStep = stride * inputRow,
            ColumnStep = stride * n[2] * Tile.Lanes,
        };
        return (path, n[0] * inputRow);
    }

    /// <summary>Every output in row-major order: its index, the index of its first tap in the same lane, and its channel.</summary>
    private static IEnumerable<(int Output, int Start, int Channel)> Outputs(ConvolutionPath path) =>
        from row in Enumerable.Range(0, path.Rows)
        from column in Enumerable.Range(0, path.Columns)
        from o in Enumerable.Range(0, path.Outputs)
        from lane in Enumerable.Range(0, Tile.Lanes)
        select (
            (((((row * path.Columns) + column) * path.Outputs) + o) * Tile.Lanes) + lane,
            (row * path.RowStep) + (column * path.ColumnStep) + lane,
            o);

    /// <summary>Every tap in order: its index, and the index of its first weight.</summary>
    private static IEnumerable<(int Tap, int Weight)> Taps(ConvolutionPath path, int start) =>
        from kernelRow in Enumerable.Range(0, path.KernelRows)
        from tap in Enumerable.Range(0, path.Taps)
        select (start + (kernelRow * path.InputRow) + (tap * Tile.Lanes), ((kernelRow * path.Taps) + tap) * path.Outputs);

    private static float SumOfLanes(Span<float> x)
    {
        for (int half = Tile.Lanes / 2; half > 2; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                x[i] += x[i + half];
            }
        }

        return x[0] + x[2] + (x[1] + x[3]);
    }

    private static void AssertBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Assert.Equal(
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(expected).ToArray(),
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(actual).ToArray());
}

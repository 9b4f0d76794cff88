namespace Trimtab.Networks.Engine;

/// <summary>The kernels that do the arithmetic of a net, compiled for one vector width and number of registers. Thread-safe.</summary>
/// <remarks>Chosen by <see cref="Processor"/>. Every choice computes the same bits.</remarks>
internal abstract unsafe class Kernels
{
    /// <summary>The kernels for this processor.</summary>
    /// <remarks>
    /// Twelve sums keep two multiplication units busy, as x64 processors have; more only lengthen the code. The widest Arm cores have four
    /// units.
    /// </remarks>
    public static Kernels Current { get; } =
        Processor.Has512Bits ? new Kernels<Floats16, Three>()
        : Processor.Has256Bits ? Of<Floats8>()
        : Of<Floats4>();

    private static Kernels Of<TVector>()
        where TVector : struct, IFloatVector<TVector> =>
        Processor.Has32Registers ? new Kernels<TVector, Six>() : new Kernels<TVector, Three>();

    /// <summary>Writes y[row, column, o] = bias[o] + Σ x[tap] · w[tap, o] for every position of one tile.</summary>
    /// <param name="path">Sizes and strides.</param>
    /// <param name="x">The padded input.</param>
    /// <param name="w">[kernel row][tap][output], Keras's layout; may be read up to 3 floats past its end.</param>
    /// <param name="bias">One number per output, also readable 3 floats past its end; null for none.</param>
    /// <param name="y">[row][column][output][lane], written.</param>
    /// <param name="rectify">Whether negative results are stored as 0 (relu).</param>
    public abstract void Convolve(in ConvolutionPath path, float* x, float* w, float* bias, float* y, bool rectify);

    /// <summary>
    /// Adds one tile to a convolution's weight gradient: sum[kernel row, tap, o] += x[tap at position] · z[position, o].
    /// </summary>
    /// <param name="path">Sizes and strides of the forward convolution.</param>
    /// <param name="x">The padded input.</param>
    /// <param name="z">The gradient with respect to its output.</param>
    /// <param name="zRow">Floats from one output row of <paramref name="z"/> to the next.</param>
    /// <param name="zColumn">Floats from one output column to the next.</param>
    /// <param name="sums">The accumulators, of <see cref="ConvolutionWeightGradient.Length"/> floats; read and written.</param>
    /// <param name="workspace"><see cref="ConvolutionWeightGradient.WorkspaceLength"/> floats; written.</param>
    public abstract void AccumulateKernel(
        in ConvolutionPath path, float* x, float* z, int zRow, int zColumn, float* sums, float* workspace);

    /// <summary>Writes y[tile, o] = start + Σ x[tile, term] · n[term, o] for all results o; terms are added in order.</summary>
    /// <param name="terms">The operands.</param>
    /// <param name="bias">Initial values of the sums, a number per result and readable up to 11 past the last; or null.</param>
    /// <param name="add">Without a bias: whether sums start from <paramref name="y"/> instead of 0.</param>
    /// <param name="y">One vector per result, contiguous, those of the first tile; written.</param>
    /// <param name="results">Number of results.</param>
    public abstract void Multiply(in DenseTerms terms, float* bias, bool add, float* y, int results);
}

/// <inheritdoc cref="Kernels"/>
/// <typeparam name="TVector">The vector a register holds.</typeparam>
/// <typeparam name="TBlock">
/// 3 for sixteen registers, 6 for 32: vectors that a kernel combines with four others at a time. The sums take four times as many
/// registers, the vectors themselves as many, and the operand they are multiplied by one: 16 or 31.
/// </typeparam>
internal sealed unsafe class Kernels<TVector, TBlock> : Kernels
    where TVector : struct, IFloatVector<TVector>
    where TBlock : struct, ICount
{
    /// <inheritdoc/>
    public override void Convolve(in ConvolutionPath path, float* x, float* w, float* bias, float* y, bool rectify) =>
        Convolution<TVector, TBlock>.Forward(path, x, w, bias, y, rectify);

    /// <inheritdoc/>
    public override void AccumulateKernel(
        in ConvolutionPath path, float* x, float* z, int zRow, int zColumn, float* sums, float* workspace) =>
        ConvolutionWeightGradient<TVector, TBlock>.Accumulate(path, x, z, zRow, zColumn, sums, workspace);

    /// <inheritdoc/>
    public override void Multiply(in DenseTerms terms, float* bias, bool add, float* y, int results) =>
        DenseProduct<TVector, TBlock>.Multiply(terms, bias, add, y, results);
}

using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>
/// One step of a recurrent layer, for a tile: what becomes of the products of the step's input and of the state before, z = xW + b and
/// r = hU.
/// </summary>
/// <remarks>
/// Numbers are <c>[part][unit][lane]</c>: z and r have a part per gate; see <see cref="Tile"/> for lanes. A cell belongs to one operator
/// and is used by one thread; what a step needs of an earlier one is in <see cref="CellStep"/>, not in the cell. The products, sums of
/// gradients and the order of steps are the layer's.
/// </remarks>
public abstract class RecurrentCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    /// <param name="gates">Numbers of z per unit, 1 or more.</param>
    /// <param name="kept">
    /// Numbers per unit that a step keeps for the next one and for the backward pass, besides z, r and the state; 0 or more.
    /// </param>
    protected RecurrentCell(int units, int gates, int kept) => (Units, Gates, Kept) =
        (Setting.AtLeast(units, 1), Setting.AtLeast(gates, 1), Setting.AtLeast(kept, 0));

    /// <summary>Number of units: of numbers in the state.</summary>
    public int Units { get; }

    /// <summary>Number of gates: of products with the input, and with the state, for each unit.</summary>
    public int Gates { get; }

    /// <summary>Number of values per unit that a step keeps for the next step and for the backward pass.</summary>
    public int Kept { get; }

    /// <summary>
    /// Whether r stays apart from z and has a bias of its own; otherwise it is added to z before the step. Default false.
    /// </summary>
    public virtual bool SplitsProducts => false;

    /// <summary>Computes the state after the step.</summary>
    /// <param name="step">What the step takes and keeps.</param>
    /// <param name="state">The state after it; written.</param>
    public abstract void Forward(in CellStep step, Span<float> state);

    /// <summary>Computes the gradients of a step.</summary>
    /// <param name="step">What the step took and kept.</param>
    /// <param name="gradients">Those with respect to what it made; those with respect to what it took are written.</param>
    /// <param name="state">The state after it.</param>
    public abstract void Backward(in CellStep step, in CellGradients gradients, ReadOnlySpan<float> state);

    /// <summary>One number per unit.</summary>
    /// <param name="numbers">Some parts of a step.</param>
    /// <param name="part">Which one, from 0.</param>
    protected Span<float> Part(Span<float> numbers, int part) => numbers.Slice(part * Units * Tile.Lanes, Units * Tile.Lanes);

    /// <inheritdoc cref="Part(Span{float}, int)"/>
    protected ReadOnlySpan<float> Part(ReadOnlySpan<float> numbers, int part) =>
        numbers.Slice(part * Units * Tile.Lanes, Units * Tile.Lanes);

    /// <summary>y = a · b + c · d.</summary>
    private protected static void AddProducts(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (a[i] * b[i]) + (c[i] * d[i]);
        }
    }

    /// <summary>y = a · b.</summary>
    private protected static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y) =>
        TensorPrimitives.Multiply(a, b, y);
}

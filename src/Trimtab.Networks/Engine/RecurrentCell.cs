using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>
/// One step of a recurrent layer, for a tile: what becomes of the products of the step's input and of the state before, z = xW + b and
/// r = hU. Arrays are <c>[gate][unit][lane]</c>.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="gates">Numbers of z per unit.</param>
/// <param name="kept">Numbers per unit that a step keeps for the next one and for the backward pass, besides z, r and the state.</param>
internal abstract unsafe class RecurrentCell(int units, int gates, int kept)
{
    /// <summary>Units.</summary>
    public int Units => units;

    /// <summary>Numbers of z per unit.</summary>
    public int Gates => gates;

    /// <summary>Numbers per unit that a step keeps.</summary>
    public int Kept => kept;

    /// <summary>Whether r stays apart from z and has a bias of its own; otherwise r is added to z before.</summary>
    public virtual bool SplitsProducts => false;

    /// <summary>Floats of one number per unit.</summary>
    protected int Length => units * Tile.Lanes;

    /// <summary>Computes the state after the step.</summary>
    /// <param name="step">What the step takes and keeps.</param>
    /// <param name="state">The state after it; written.</param>
    public abstract void Forward(in CellStep step, float* state);

    /// <summary>Computes the gradients of a step.</summary>
    /// <param name="step">What the step took and kept.</param>
    /// <param name="gradients">Those with respect to what it made, and made of them.</param>
    /// <param name="state">The state after it.</param>
    public abstract void Backward(in CellStep step, in CellGradients gradients, float* state);

    /// <summary>One number per unit.</summary>
    protected Span<float> Numbers(float* first, int index = 0) => new(first + ((nint)index * Length), Length);

    /// <summary>y = a · b + c · d.</summary>
    protected static void AddProducts(Span<float> a, Span<float> b, Span<float> c, Span<float> d, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (a[i] * b[i]) + (c[i] * d[i]);
        }
    }

    /// <summary>y = a · b.</summary>
    protected static void Multiply(Span<float> a, Span<float> b, Span<float> y) => TensorPrimitives.Multiply(a, b, y);
}

/// <summary>What a step of a recurrent cell takes and keeps.</summary>
/// <param name="inputs">z.</param>
/// <param name="recurrent">r; null where it is added to z.</param>
/// <param name="before">The state before the step.</param>
/// <param name="keptBefore">What the step before kept; zeros at the first one.</param>
/// <param name="kept">What this step keeps.</param>
internal readonly unsafe ref struct CellStep(float* inputs, float* recurrent, float* before, float* keptBefore, float* kept)
{
    /// <summary>z.</summary>
    public float* Inputs { get; } = inputs;

    /// <summary>r; null where it is added to z.</summary>
    public float* Recurrent { get; } = recurrent;

    /// <summary>The state before the step.</summary>
    public float* Before { get; } = before;

    /// <summary>What the step before kept; zeros at the first one.</summary>
    public float* KeptBefore { get; } = keptBefore;

    /// <summary>What this step keeps.</summary>
    public float* Kept { get; } = kept;
}

/// <summary>Gradients of a step of a recurrent cell.</summary>
/// <param name="state">With respect to the state after the step; then, what of it reaches the state before without r.</param>
/// <param name="carried">With respect to what else the cell carries to the next step; then, to that of the step before.</param>
/// <param name="inputs">With respect to z; written.</param>
/// <param name="recurrent">With respect to r; written. Null where r is added to z.</param>
internal readonly unsafe ref struct CellGradients(float* state, float* carried, float* inputs, float* recurrent)
{
    /// <summary>With respect to the state after the step; then, what of it reaches the state before without r.</summary>
    public float* State { get; } = state;

    /// <summary>With respect to what else the cell carries to the next step; then, to that of the step before.</summary>
    public float* Carried { get; } = carried;

    /// <summary>With respect to z; written.</summary>
    public float* Inputs { get; } = inputs;

    /// <summary>With respect to r; written. Null where r is added to z.</summary>
    public float* Recurrent { get; } = recurrent;
}

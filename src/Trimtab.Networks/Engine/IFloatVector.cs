namespace Trimtab.Networks.Engine;

/// <summary>A vector of single-precision numbers of one fixed width, as a type parameter of kernels.</summary>
/// <remarks>
/// A kernel is written once and compiled for each width. Lanes are images or elements, so they may be computed in pieces of any width, each
/// with the same operations in the same order: results have the same bits for every width.
/// </remarks>
internal unsafe interface IFloatVector<TSelf>
    where TSelf : struct, IFloatVector<TSelf>
{
    /// <summary>Numbers in a vector; a divisor of <see cref="Tile.Lanes"/>.</summary>
    static abstract int Count { get; }

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a - b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a·b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>-a, also of 0 and NaN: the sign is the other one.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>The bits of each number shifted to higher places.</summary>
    static abstract TSelf operator <<(TSelf bits, int count);

    /// <summary>Loads a vector.</summary>
    static abstract TSelf Load(float* address);

    /// <summary>Loads one number into every lane.</summary>
    static abstract TSelf Broadcast(float* address);

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Create(float number);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Adds a·b to a sum, rounded once. In place: a new sum costs a move between registers in many loops.</summary>
    static abstract void AddProduct(ref TSelf sum, TSelf a, TSelf b);

    /// <summary>The larger of floor and x. NaN in x propagates; equal values give x.</summary>
    static abstract TSelf Max(TSelf floor, TSelf x);

    /// <summary>The smaller of ceiling and x. NaN in x propagates; equal values give x.</summary>
    static abstract TSelf Min(TSelf ceiling, TSelf x);

    /// <summary>|a|.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The size of one number with the sign of another.</summary>
    static abstract TSelf CopySign(TSelf size, TSelf sign);

    /// <summary>A mask for <see cref="Select"/>: where a &gt; b. False for NaN.</summary>
    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    /// <summary>A mask for <see cref="Select"/>: where a ≥ b. False for NaN.</summary>
    static abstract TSelf GreaterThanOrEqual(TSelf a, TSelf b);

    /// <summary>a where the mask is true, otherwise b.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Stores the vector.</summary>
    void Store(float* address);
}

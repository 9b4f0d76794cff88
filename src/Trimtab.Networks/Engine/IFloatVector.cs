namespace Trimtab.Networks.Engine;

/// <summary>A vector of single-precision numbers of one fixed width, as a type parameter of kernels.</summary>
/// <remarks>
/// A kernel is written once and compiled for each width. Lanes are images, so a tile may be computed in pieces of any width, each with the
/// same operations in the same order: results have the same bits for every width.
/// </remarks>
internal unsafe interface IFloatVector<TSelf>
    where TSelf : struct, IFloatVector<TSelf>
{
    /// <summary>Numbers in a vector; a divisor of <see cref="Tile.Lanes"/>.</summary>
    static abstract int Count { get; }

    /// <summary>Loads a vector.</summary>
    static abstract TSelf Load(float* address);

    /// <summary>Loads one number into every lane.</summary>
    static abstract TSelf Broadcast(float* address);

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Create(float number);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger of floor and x. NaN in x propagates; equal values give x.</summary>
    static abstract TSelf Max(TSelf floor, TSelf x);

    /// <summary>Stores the vector.</summary>
    void Store(float* address);
}

namespace Trimtab.Networks.Engine;

/// <summary>A loop over numbers that is written once for vectors of every width.</summary>
/// <remarks><see cref="Processor.Run"/> chooses the width. Every width must compute the same bits.</remarks>
internal interface IVectorLoop
{
    /// <summary>Runs the loop, a vector of <typeparamref name="TVector"/> at a time.</summary>
    void Run<TVector>()
        where TVector : struct, IFloatVector<TVector>;
}

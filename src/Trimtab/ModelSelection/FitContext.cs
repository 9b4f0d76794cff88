using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Context of a fit besides its data: random draws, a listener, cancellation.</summary>
public sealed record FitContext
{
    /// <summary>Address of all random draws of the fit. The same address gives the same fit. Default: the address of seed 0.</summary>
    public RandomAddress Random { get; init; } = RandomAddress.FromSeed(0);

    /// <summary>Called after every epoch, on the fitting thread. Default: none.</summary>
    public Action<EpochReport>? EpochEnded { get; init; }

    /// <summary>Whether the fit is only timed and nothing of it is kept: what writes files should not then. Default false.</summary>
    public bool IsTiming { get; init; }

    /// <summary>Stops the fit with <see cref="OperationCanceledException"/> within one step's time.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

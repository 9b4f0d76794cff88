using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>What a fit is given besides data: chance, a listener, a way to be stopped.</summary>
public sealed record FitContext
{
    /// <summary>Where all of this fit's draws live. The same address gives the same fit. Default: the address of seed 0.</summary>
    public RandomAddress Random { get; init; } = RandomAddress.FromSeed(0);

    /// <summary>Told after every epoch, on the fitting thread; <see langword="null"/> when nobody listens.</summary>
    public Action<EpochReport>? EpochEnded { get; init; }

    /// <summary>Whether the fit is only timed and nothing of it is kept: what writes files should not then. Default false.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Stops the fit with <see cref="OperationCanceledException"/> within one step's time.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>What was measured at the end of one epoch.</summary>
/// <param name="Epoch">1 after the first pass.</param>
/// <param name="Measures">NamedValues by name: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>, …</param>
public sealed record EpochReport(int Epoch, IReadOnlyDictionary<string, double> Measures)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

using Trimtab.Data;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Context of a fit besides its data: random draws, a listener, cancellation.</summary>
public sealed record FitContext
{
    /// <summary>Address of all random draws of the fit. The same address gives the same fit. Default: the address of seed 0.</summary>
    public RandomAddress Random { get; init; } = RandomAddress.FromSeed(0);

    /// <summary>Called after every epoch, on the fitting thread. Default: none.</summary>
    public Action<EpochReport>? EpochEnded { get; init; }

    /// <summary>
    /// Name of the fit among those of a search, such as <c>candidate-3-fold-0-epochs-20</c> or <c>refit</c>: what it writes into files is
    /// kept apart by it. Results must not depend on it. Default, empty: a fit of its own.
    /// </summary>
    public string Name { get; init => field = Setting.AnyText(value); } = "";

    /// <summary>
    /// Makes of other rows, given as the search's are, what the estimator gets: the steps before it have been applied to them. For rows
    /// that are no part of those to learn from, such as a fixed validation set. Default: null, there are no steps.
    /// </summary>
    public Func<Dataset, Dataset>? PrepareRows { get; init; }

    /// <summary>Whether the fit is only timed and nothing of it is kept: what writes files should not then. Default false.</summary>
    public bool IsTiming { get; init; }

    /// <summary>
    /// Threads the fit may use, 1 or more; in a search it grows while the fit runs, when cores have nothing else to do: ask at the
    /// beginning of each epoch. What is learned must not depend on it. Default 1.
    /// </summary>
    public int Threads
    {
        get => Cores?.ThreadsNow ?? field;
        init => field = Setting.AtLeast(value, 1);
    } = 1;

    /// <summary>The cores of a search that the fit is part of; or null.</summary>
    internal CoreShare? Cores { get; init; }

    /// <summary>
    /// The class numbers of all rows of a search, ascending, of which those of a fold may lack some; null where there is no search, classes
    /// have labels, or there are none.
    /// </summary>
    internal IReadOnlyList<double>? ClassNumbers { get; init; }

    /// <summary>Stops the fit with <see cref="OperationCanceledException"/> within one step's time.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

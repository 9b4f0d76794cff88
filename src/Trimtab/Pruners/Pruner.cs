using Trimtab.Spaces;

namespace Trimtab.Pruners;

/// <summary>Decides from intermediate reports whether a trial goes on. Immutable settings; the answer depends on the question alone.</summary>
/// <remarks>Adding one: one file here with a <c>[Named]</c> record.</remarks>
public abstract record Pruner
{
    private static readonly Lazy<Catalog<Pruner>> _catalog = new(() => Catalog<Pruner>.WithUsersOwn(typeof(Pruner).Assembly));

    /// <summary>Every pruner by name, a user's own included.</summary>
    public static Catalog<Pruner> Catalog => _catalog.Value;

    /// <summary>The figure of a report it looks at. Default: the objective itself, reported as "value".</summary>
    public string Measure { get; init; } = "value";

    /// <summary>Whether <paramref name="check"/>'s trial should end now.</summary>
    public abstract bool ShouldPrune(PruneCheck check);

    /// <summary>The parameters of a trial that was paused and has earned to go on, to be taken up by the next trial; by default none is ever paused.</summary>
    /// <param name="history">The trials whose results may be seen.</param>
    /// <param name="pending">What the trials under way were given.</param>
    /// <param name="direction">Which figures are better.</param>
    public virtual ParameterSet? Promoted(History history, IReadOnlyList<ParameterSet> pending, Direction direction) => null;

    /// <summary>To which epoch a trial may go before it is paused, on every fold; by default as far as it likes, without a pause being thought of at all.</summary>
    /// <param name="history">The trials whose results may be seen.</param>
    /// <param name="parameters">The trial's.</param>
    public virtual int? Limit(History history, ParameterSet parameters) => null;

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

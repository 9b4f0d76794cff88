namespace Trimtab.ModelSelection;

/// <summary>Which candidate a search trains again on all rows, and calls the best. Yes, no and a scorer's name convert.</summary>
public abstract record Refit
{
    private protected Refit()
    {
    }

    /// <summary>The best by the only scorer.</summary>
    public static Refit Best { get; } = new ByScorer(null);

    /// <summary>None is trained again; with a single scorer there is still a best one.</summary>
    public static Refit None { get; } = new Never();

    /// <summary><see cref="Best"/> or <see cref="None"/>.</summary>
    public static implicit operator Refit(bool refit) => refit ? Best : None;

    /// <summary>The best by the scorer called <paramref name="scorer"/>.</summary>
    public static implicit operator Refit(string scorer) => new ByScorer(scorer ?? throw new ArgumentNullException(nameof(scorer)));

    /// <summary>Refits the candidate that a custom rule selects.</summary>
    /// <param name="choose">Returns the number of a candidate of the results.</param>
    public static Refit By(Func<CvResults, int> choose) => new ByFunction(choose ?? throw new ArgumentNullException(nameof(choose)));

    /// <summary>The position of the scorer that decides: the one named, else the first.</summary>
    /// <param name="names">The scorers' names in results; a single one is called <c>score</c>, whatever its own name.</param>
    internal virtual int Deciding(IReadOnlyList<string> names) => 0;

    internal sealed record Never : Refit;

    internal sealed record ByScorer(string? Scorer) : Refit
    {
        internal override int Deciding(IReadOnlyList<string> names) => Math.Max(0, names.ToList().IndexOf(Scorer ?? ""));
    }

    internal sealed record ByFunction(Func<CvResults, int> Choose) : Refit
    {
        public int ChooseFrom(CvResults results) => Choose(results) is var index && index >= 0 && index < results.Count
            ? index
            : throw new TrimtabException(Invariant($"A refit rule must return the number of a candidate, from 0 to {results.Count - 1}. ")
                + Invariant($"Got {index}."));
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

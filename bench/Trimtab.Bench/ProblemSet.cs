namespace Trimtab.Bench;

/// <summary>Problems that are searched together, found by the <see cref="NamedAttribute"/> of their type.</summary>
internal abstract class ProblemSet
{
    /// <summary>The sets by name.</summary>
    public static Catalog<ProblemSet> Catalog { get; } = new(typeof(ProblemSet).Assembly);

    /// <summary>What they are, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>Studies of random search that the others are measured by, on instances of their own. Default 400.</summary>
    public virtual int RandomStudies => 400;

    /// <summary>The problems.</summary>
    /// <param name="dimensions">Of those of reals, 2 or more; others have their own.</param>
    public abstract IReadOnlyList<Problem> Problems(int dimensions);
}

namespace Trimtab.Spaces;

/// <summary>
/// Settings with a rule that says which combinations are allowed: <c>public bool IsAllowed => Low &lt; High;</c> A
/// <see cref="TypedSpace{T}"/> of such a type tries no others.
/// </summary>
public interface IRestricted
{
    /// <summary>
    /// Whether these settings may be tried. Must depend on the settings alone, and on parameters that have no <c>When</c>.
    /// </summary>
    bool IsAllowed { get; }
}

using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>A constraint between parameters, kept by every random draw, suggestion and candidate of a space that has it.</summary>
/// <remarks>Immutable; thread-safe. Adding one: one file here.</remarks>
public abstract record SpaceRule
{
    /// <summary>The parameters it is about.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>Whether <paramref name="parameters"/>, which have all of <see cref="ParameterNames"/>, keep it.</summary>
    public abstract bool Holds(ParameterSet parameters);

    /// <summary>
    /// Says why no parameters of <paramref name="space"/>, which has all of <see cref="ParameterNames"/>, can keep it; by default it does
    /// not know.
    /// </summary>
    /// <exception cref="TrimtabException">None can.</exception>
    public virtual void Check(SearchSpace space)
    {
    }

    /// <summary>
    /// Parameters near <paramref name="parameters"/> that keep the rule or come closer to it; by default, the same parameters.
    /// </summary>
    /// <param name="parameters">What was suggested, of the space.</param>
    /// <param name="space">What each parameter may be.</param>
    public virtual ParameterSet Repair(ParameterSet parameters, SearchSpace space) => parameters;

    /// <summary>
    /// Draws the parameters so that they keep the rule, for rules that independent draws would hardly ever keep; by default returns the
    /// independent draws.
    /// </summary>
    /// <param name="drawn">Every parameter of the space, each drawn on its own.</param>
    /// <param name="space">What each parameter may be.</param>
    /// <param name="address">Address of the random draws.</param>
    public virtual ParameterSet Draw(ParameterSet drawn, SearchSpace space, RandomAddress address) => drawn;

    /// <summary>A description of the rule.</summary>
    public abstract override string ToString();
}

using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>What several parameters may only be together. A space with rules never has a blind draw, a suggestion or a candidate that breaks one.</summary>
/// <remarks>Immutable; thread-safe. Adding one: one file here.</remarks>
public abstract record SpaceRule
{
    /// <summary>The parameters it is about.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>Whether <paramref name="parameters"/>, which have all of <see cref="ParameterNames"/>, keep it.</summary>
    public abstract bool Holds(ParameterSet parameters);

    /// <summary>Says why no parameters of <paramref name="space"/>, which has all of <see cref="ParameterNames"/>, can keep it; by default it does not know.</summary>
    /// <exception cref="TrimtabException">None can.</exception>
    public virtual void Check(SearchSpace space)
    {
    }

    /// <summary>Something like <paramref name="parameters"/> that keeps it, or comes closer; by default no better idea.</summary>
    /// <param name="parameters">What was suggested, of the space.</param>
    /// <param name="space">What each parameter may be.</param>
    public virtual ParameterSet Mend(ParameterSet parameters, SearchSpace space) => parameters;

    /// <summary>A blind draw of the parameters, where independent draws would hardly ever keep it; by default what was drawn.</summary>
    /// <param name="drawn">Every parameter of the space, each drawn on its own.</param>
    /// <param name="space">What each parameter may be.</param>
    /// <param name="address">Where chance lives.</param>
    public virtual ParameterSet Draw(ParameterSet drawn, SearchSpace space, RandomAddress address) => drawn;

    /// <summary>The rule in words.</summary>
    public abstract override string ToString();
}

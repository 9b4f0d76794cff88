using Trimtab.Spaces;
using Trimtab.Tool.Programs;

namespace Trimtab.Tool.Studies;

/// <summary>The parameters that trials of a study have had, with the newest distribution of each.</summary>
internal sealed class KnownSpace
{
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);

    private KnownSpace()
    {
    }

    /// <summary>The space of a study's trials.</summary>
    public static KnownSpace Of(StudySnapshot? study)
    {
        var known = new KnownSpace();
        SearchSpace? last = null;
        foreach (var trial in (study?.Trials ?? History.Empty).Where(trial => !ReferenceEquals(trial.Space, last)))
        {
            last = trial.Space;
            foreach (var (name, distribution) in trial.Space)
            {
                known._distributions[name] = distribution;
            }
        }

        return known;
    }

    /// <summary>All of them.</summary>
    public SearchSpace Space => SearchSpace.Create(_distributions);

    /// <summary>The distribution of a parameter; null where no trial has had it.</summary>
    public Distribution? this[string name] => _distributions.GetValueOrDefault(name);

    /// <summary>Parameters with the types their distributions have. Without trials nothing is known and all is taken as it is.</summary>
    /// <exception cref="UnknownNameException">No trial has had a parameter of the name.</exception>
    /// <exception cref="TrimtabException">A value is outside its range.</exception>
    public ParameterSet Coerced(ParameterSet parameters) => _distributions.Count == 0
        ? parameters
        : ParameterSet.Create(parameters.Select(item => KeyValuePair.Create(item.Key, Coerced(item.Key, item.Value))));

    private ParameterValue Coerced(string name, ParameterValue value)
    {
        var distribution = this[name] ?? throw new UnknownNameException("parameter", name, _distributions.Keys);
        ParameterValue[] forms =
        [
            value,
            .. value.Value is long whole ? new ParameterValue[] { (double)whole } : [],
            .. value.Value is double real && real == Math.Floor(real) && Math.Abs(real) < 1e15 ? new ParameterValue[] { (long)real } : [],
            value.ToDisplayString(), // the choice "1", which a command line can't tell from the number
        ];
        foreach (var form in forms)
        {
            if (distribution.Contains(form))
            {
                return form;
            }
        }

        throw new TrimtabException(
            $"A value must be one its parameter may have. '{name}' may be {DistributionText.Of(distribution)}. Got {value}.");
    }
}

using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>The space that a list of candidates amounts to: the choices of each parameter, or the range of many numbers.</summary>
internal static class ListedSpace
{
    private const int MostChoices = 100;

    /// <summary>The distributions of the candidates' parameters; one with many values that are no numbers is left out.</summary>
    public static SearchSpace Of(IReadOnlyList<ParameterSet> candidates)
    {
        var values = new OrderedDictionary<string, OrderedDictionary<ParameterValue, bool>>(StringComparer.Ordinal);
        foreach (var (name, value) in candidates.SelectMany(candidate => candidate))
        {
            if (!values.TryGetValue(name, out var known))
            {
                values.Add(name, known = []);
            }

            known[value] = true;
        }

        return SearchSpace.Create(values.Select(item => KeyValuePair.Create(item.Key, Of([.. item.Value.Keys])))
            .Where(item => item.Value is not null).Select(item => KeyValuePair.Create(item.Key, item.Value!)));
    }

    private static Distribution? Of(ParameterValue[] values)
    {
        if (values.Length <= MostChoices)
        {
            return new CategoricalDistribution([.. values]);
        }

        if (!values.All(value => value.IsNumber))
        {
            return null;
        }

        return values.All(value => value.Value is long)
            ? new IntDistribution(values.Min(value => value.As<long>()), values.Max(value => value.As<long>()))
            : new FloatDistribution(values.Min(value => value.As<double>()), values.Max(value => value.As<double>()));
    }
}

using Trimtab.Importance;
using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>Chooses the parameters a plot shows, and their axes.</summary>
internal static class PlottedParameters
{
    /// <summary>
    /// The names given; in place of each <see langword="null"/> the most important parameter that is left, by PED-ANOVA, then by name.
    /// </summary>
    /// <returns>As many names as were given, or fewer where the study has fewer parameters; none before the first trial.</returns>
    /// <exception cref="UnknownNameException">No trial has a parameter that was given.</exception>
    public static string[] Choose(StudySnapshot study, Objective objective, params string?[] given)
    {
        string[] known = Known(study);
        if (known.Length == 0)
        {
            return [];
        }

        Require(known, given.OfType<string>());
        if (!given.Contains(null))
        {
            return [.. given.OfType<string>()];
        }

        var ranked = new PedAnova().OfOrEmpty(study, objective).Select(item => item.Parameter).Concat(known);
        var others = new Queue<string>(ranked.Distinct().Except(given.OfType<string>()));
        return [.. given.Select(name => name ?? (others.TryDequeue(out string? other) ? other : null)).OfType<string>()];
    }

    /// <summary>The names given, or those of all parameters; none before the first trial.</summary>
    /// <exception cref="UnknownNameException">No trial has a parameter that was given.</exception>
    public static string[] All(StudySnapshot study, IReadOnlyList<string> given)
    {
        string[] known = Known(study);
        if (known.Length == 0)
        {
            return [];
        }

        Require(known, given);
        return given.Count > 0 ? [.. given] : known;
    }

    /// <summary>
    /// The axis of a parameter: its distribution in the latest trial that states one, else the range or the list of its values.
    /// </summary>
    /// <param name="trials">Trials by number, one or more of which have the parameter.</param>
    /// <param name="name">The parameter.</param>
    public static TransformedParameter AxisOf(IReadOnlyList<Trial> trials, string name)
    {
        Distribution? distribution = null;
        for (int i = trials.Count - 1; i >= 0 && !trials[i].Space.TryGetValue(name, out distribution); i--)
        {
        }

        return new(name, distribution ?? Observed(trials, name));
    }

    private static Distribution Observed(IReadOnlyList<Trial> trials, string name)
    {
        ParameterValue[] values = [.. trials.Where(trial => trial.Parameters.ContainsKey(name)).Select(trial => trial.Parameters[name])];
        return values.All(value => value.IsNumber && double.IsFinite(value.As<double>()))
            ? new FloatDistribution(values.Min(value => value.As<double>()), values.Max(value => value.As<double>()))
            : new CategoricalDistribution([.. values.Distinct()]);
    }

    private static string[] Known(StudySnapshot study)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var trial in study.Trials)
        {
            names.UnionWith(trial.Parameters.Keys);
        }

        return [.. names];
    }

    private static void Require(string[] known, IEnumerable<string> given)
    {
        foreach (string name in given)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownNameException("parameter", name, known);
            }
        }
    }
}

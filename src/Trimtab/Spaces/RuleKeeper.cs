using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>Repairs suggestions that break the rules of a space, and draws random parameter sets that keep them.</summary>
internal static class RuleKeeper
{
    private const int Draws = 10_000, Steps = 8;

    /// <summary>
    /// The suggestion, repaired where it breaks a rule; else the first place that keeps them on the way to the nearest known one.
    /// </summary>
    /// <param name="space">The parameters and their rules.</param>
    /// <param name="suggested">A value for every parameter.</param>
    /// <param name="known">Parameter sets tried before.</param>
    /// <param name="random">Address of the random draws.</param>
    public static ParameterSet Keep(SearchSpace space, ParameterSet suggested, IEnumerable<ParameterSet> known, RandomAddress random)
    {
        var repaired = Repair(space, suggested);
        if (space.Keeps(repaired))
        {
            return repaired;
        }

        var axes = new SpaceTransform(space);
        double[] from = axes.Of(repaired) ?? axes.Of(suggested)!;
        double[] to = known.Where(space.Contains).Select(axes.Of).OfType<double[]>().DefaultIfEmpty(null!)
            .MinBy(place => place is null ? 0 : Distance(axes, from, place))
            ?? axes.Of(Draw(space, random))!;
        return Enumerable.Range(1, Steps - 1)
            .Select(step => Repair(space, axes.At(Between(axes, from, to, (double)step / Steps))))
            .FirstOrDefault(space.Contains) ?? axes.At(to);
    }

    /// <summary>A random parameter set that keeps every rule.</summary>
    /// <exception cref="TrimtabException">None was found.</exception>
    public static ParameterSet Draw(SearchSpace space, RandomAddress address)
    {
        ParameterSet drawn = ParameterSet.Empty;
        for (int draw = 0; draw < Draws; draw++)
        {
            var at = draw == 0 ? address : address.At("again").At(draw);
            drawn = space.Rules.Aggregate(space.SampleFreely(at), (set, rule) => rule.Draw(set, space, at));
            if (space.Keeps(drawn) || space.Keeps(drawn = draw > Draws / 2 ? Repair(space, drawn) : drawn))
            {
                return drawn;
            }
        }

        throw new TrimtabException(
            Invariant($"A space must have parameters that keep its rules. Of {Draws} draws none kept ")
            + Invariant($"{string.Join("; ", space.Rules.Where(rule => !rule.Holds(drawn)))}; make the rule or the ranges wider."));
    }

    private static ParameterSet Repair(SearchSpace space, ParameterSet parameters)
    {
        for (int round = 0; round < 3 && !space.Keeps(parameters); round++)
        {
            parameters = space.Rules.Where(rule => !rule.Holds(parameters)).Aggregate(parameters, (set, rule) => rule.Repair(set, space));
        }

        return parameters;
    }

    private static double[] Between(SpaceTransform axes, double[] from, double[] to, double share) =>
        [.. from.Select((place, i) => axes[i].IsCategorical ? (share < 0.5 ? place : to[i]) : PortableMath.Lerp(place, to[i], share))];

    private static double Distance(SpaceTransform axes, double[] a, double[] b) => Enumerable.Range(0, axes.Count)
        .Sum(i => axes[i].IsCategorical ? (a[i] == b[i] ? 0 : 1) : Square(axes[i].ShareOf(a[i]) - axes[i].ShareOf(b[i])));

    private static double Square(double x) => x * x;
}

using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Whether values of a space can keep an order, by the ends of its parameters. Pure functions.</summary>
/// <remarks>What steps and several rules together leave over is not looked at: an order that is refused has no values.</remarks>
internal static class RuleReach
{
    /// <summary>Requires that the ends of parameters leave values that keep an order; sums see to theirs themselves.</summary>
    /// <exception cref="TrimtabException">They leave none.</exception>
    public static void Require(SpaceRule rule, SearchSpace space)
    {
        if (rule is not OrderRule order)
        {
            return;
        }

        var (least, name) = (double.NegativeInfinity, "");
        foreach (string next in order.Names)
        {
            var (low, high) = Ends(space[next]);
            if (order.AllowEqual ? high < least : high <= least)
            {
                throw new TrimtabException(
                    $"A rule must leave values that keep it. {RuleText.Of(rule)} has none: {name} is {Words(space[name])}, {next} is "
                    + $"{Words(space[next])}. Change the rule or a range.");
            }

            (least, name) = low > least ? (low, next) : (least, name);
        }
    }

    private static string Words(Distribution distribution) => DistributionText.Of(distribution);

    private static (double Low, double High) Ends(Distribution distribution) => distribution switch
    {
        IntDistribution whole => (whole.Low, whole.High),
        FloatDistribution real => (real.Low, real.High),
        CategoricalDistribution list => (list.Values.Min(value => value.As<double>()), list.Values.Max(value => value.As<double>())),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };
}

using Trimtab.Spaces;

namespace Trimtab.Tool.Studies;

/// <summary>Distributions in the words of <c>--param</c>. Pure functions.</summary>
internal static class RangeText
{
    /// <summary>As <c>1E-05..0.1:log</c> or <c>adam,sgd</c>.</summary>
    public static string Of(Distribution distribution) => distribution switch
    {
        FloatDistribution real => Invariant($"{real.Low}..{real.High}") + Kind(real) + Options(real.Log, real.Step),
        IntDistribution whole => Invariant($"{whole.Low}..{whole.High}") + Options(whole.Log, whole.Step > 1 ? whole.Step : null),
        CategoricalDistribution list => string.Join(",", list.Values.Select(value => value.ToDisplayString())),
        _ => distribution.ToString(),
    };

    /// <summary>A real range whose ends are written like whole numbers says that it is real.</summary>
    private static string Kind(FloatDistribution real) =>
        double.IsInteger(real.Low) && double.IsInteger(real.High) && double.IsInteger(real.Step ?? 1) ? ":float" : "";

    private static string Options(bool isLog, double? step) =>
        (isLog ? ":log" : "") + (step is { } given ? Invariant($":step={given}") : "");
}

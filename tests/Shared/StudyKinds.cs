using Trimtab.Spaces;

namespace Trimtab.Tests;

/// <summary>Studies of every shape a plot may be given, by name; made of trials, without a search.</summary>
internal static class StudyKinds
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SearchSpace _space = new()
    {
        ["kind"] = ParameterValues.Create("a", "b", "c"),
        ["layers"] = new IntDistribution(1, 5),
        ["rate"] = new FloatDistribution(1e-5, 1, Log: true),
    };

    public static IEnumerable<string> Names =>
    [
        "empty", "unfinished", "one trial", "only failed", "only pruned", "infinite", "huge", "constant", "one parameter", "conditional", "changing distributions",
        "categorical", "without distributions", "no parameters", "two objectives", "three objectives", "constraints violated", "unequal ranges",
    ];

    public static StudySnapshot Make(string kind) => kind switch
    {
        "empty" => Of([]),
        "unfinished" => Of([Made(0) with { State = TrialState.Waiting, Values = Values() }, Made(1) with { State = TrialState.Running, Values = Values() }]),
        "one trial" => Of([Made(0)]),
        "only failed" => Of(Several(number => Made(number) with { State = TrialState.Failed, Values = Values(), Failure = new("InvalidOperationException", "No.", "") })),
        "only pruned" => Of(Several(number => Made(number) with { State = TrialState.Pruned })),
        "infinite" => Of(Several(number => Valued(number, (number % 3) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, _ => number }))),
        "huge" => Of(Several(number => Valued(number, (number % 4) switch { 0 => double.MaxValue, 1 => -double.MaxValue, 2 => double.Epsilon, _ => 0 }))),
        "constant" => Of(Several(number => Valued(number, 7))),
        "one parameter" => Of(Several(number => Made(number, SearchSpace.Create(_space.Where(parameter => parameter.Key == "rate"))))),
        "conditional" => Of(Several(number => Made(number, SearchSpace.Create(_space.Where(parameter => parameter.Key != (number % 2 == 0 ? "rate" : "layers")))))),
        "changing distributions" => Of(Several(number => Made(number, new() { ["rate"] = new FloatDistribution(0, number + 1), ["kind"] = ParameterValues.Create("a", $"b{number}") }))),
        "categorical" => Of(Several(number => Made(number, SearchSpace.Create(_space.Where(parameter => parameter.Key == "kind"))))),
        "without distributions" => Of(Several(number => Made(number) with { Space = SearchSpace.Empty })),
        "no parameters" => Of(Several(number => Made(number, SearchSpace.Empty))),
        "two objectives" => Of(Several(number => Made(number) with { Values = Values(("value", Curved(number)), ("cost", -number)) }), new("value"), new("cost", Direction.Maximize)),
        "three objectives" => Of(Several(number => Made(number) with { Values = Values(("value", Curved(number)), ("cost", number), ("time", Curved(number + 7))) }), new("value"), new("cost"), new("time")),
        "constraints violated" => Of(Several(number => Made(number) with { Violation = number })),
        "unequal ranges" => Of(Several(number => Made(number, new() { ["tiny"] = new FloatDistribution(1e-300, 1e-299), ["wide"] = new FloatDistribution(-1e300, 1e300), ["fixed"] = new FloatDistribution(3, 3) }))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No study of this kind."),
    };

    /// <summary>A complete trial with reports, of a function with a minimum.</summary>
    public static Trial Made(int number, SearchSpace? space = null)
    {
        space ??= _space;
        double value = Curved(number);
        var axes = new SpaceTransform(space);
        return new()
        {
            Number = number,
            Space = space,
            Parameters = axes.AtShares([.. Enumerable.Range(1, axes.Count).Select(axis => number * 0.618 * axis % 1)]),
            State = TrialState.Complete,
            Values = Values(("value", value)),
            Reports = [.. Enumerable.Range(1, 3).Select(epoch => new Report(0, epoch, Values(("value", value + (1.0 / epoch)))))],
            Started = _start.AddSeconds(number),
            Duration = TimeSpan.FromSeconds(1.5),
        };
    }

    public static Dictionary<string, double> Values(params (string Name, double Value)[] values) => values.ToDictionary(value => value.Name, value => value.Value);

    public static StudySnapshot Of(IEnumerable<Trial> trials, params Objective[] objectives) =>
        new(new() { Name = "made", Objectives = objectives.Length == 0 ? [new("value")] : objectives }, new(trials));

    private static Trial Valued(int number, double value) => Made(number) with { Values = Values(("value", value)) };

    private static IEnumerable<Trial> Several(Func<int, Trial> make) => Enumerable.Range(0, 24).Select(make);

    private static double Curved(int number) => ((number * 0.37 % 1) - 0.4) * ((number * 0.37 % 1) - 0.4);
}

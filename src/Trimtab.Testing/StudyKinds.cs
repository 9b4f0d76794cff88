using Trimtab.Spaces;

namespace Trimtab.Testing;

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

    private static readonly SearchSpace _unequal = new()
    {
        ["tiny"] = new FloatDistribution(1e-300, 1e-299),
        ["wide"] = new FloatDistribution(-1e300, 1e300),
        ["fixed"] = new FloatDistribution(3, 3),
    };

    private static readonly double[] _infinite = [double.PositiveInfinity, double.NegativeInfinity, 1];
    private static readonly double[] _huge = [double.MaxValue, -double.MaxValue, double.Epsilon, 0];

    public static IEnumerable<string> Names =>
    [
        "empty", "unfinished", "one trial", "only failed", "only pruned", "only paused", "infinite", "huge", "constant", "one parameter",
        "conditional", "changing distributions", "categorical", "without distributions", "no parameters", "two objectives",
        "three objectives", "constraints violated", "unequal ranges",
    ];

    public static StudySnapshot Make(string kind) => kind switch
    {
        "empty" => Of([]),
        "unfinished" => Of([Ended(0, TrialState.Waiting), Ended(1, TrialState.Running)]),
        "one trial" => Of([Made(0)]),
        "only failed" => Of(Several(number => Ended(number, TrialState.Failed))),
        "only pruned" => Of(Several(number => Made(number) with { State = TrialState.Pruned })),
        "only paused" => Of(Several(number => Made(number) with { State = TrialState.Paused })),
        "infinite" => Of(Several(number => Valued(number, _infinite[number % 3]))),
        "huge" => Of(Several(number => Valued(number, _huge[number % 4]))),
        "constant" => Of(Several(number => Valued(number, 7))),
        "one parameter" => Of(Several(number => Made(number, Only("rate")))),
        "conditional" => Of(Several(number => Made(number, number % 2 == 0 ? Only("rate", "kind") : Only("layers", "kind")))),
        "changing distributions" => Of(Several(number => Made(number, Changing(number)))),
        "categorical" => Of(Several(number => Made(number, Only("kind")))),
        "without distributions" => Of(Several(number => Made(number) with { Space = SearchSpace.Empty })),
        "no parameters" => Of(Several(number => Made(number, SearchSpace.Empty))),
        "two objectives" => Of(
            Several(number => Made(number) with { Values = Values(("value", Curved(number)), ("cost", -number)) }),
            new("value"),
            new("cost", Direction.Maximize)),
        "three objectives" => Of(
            Several(number => Made(number) with { Values = Values(("value", Curved(number)), ("cost", number), ("time", -number)) }),
            new("value"),
            new("cost"),
            new("time")),
        "constraints violated" => Of(Several(number => Made(number) with { Violation = number })),
        "unequal ranges" => Of(Several(number => Made(number, _unequal))),
        _ => throw new ArgumentException(Invariant($"No study is of kind {kind}."), nameof(kind)),
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

    public static Dictionary<string, double> Values(params (string Name, double Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);

    public static StudySnapshot Of(IEnumerable<Trial> trials, params Objective[] objectives) =>
        new(new() { Name = "made", Objectives = objectives.Length == 0 ? [new("value")] : objectives }, new(trials));

    private static Trial Ended(int number, TrialState state) => Made(number) with { State = state, Values = Values() };

    private static SearchSpace Only(params string[] names) => SearchSpace.Create(_space.Where(parameter => names.Contains(parameter.Key)));

    private static SearchSpace Changing(int number) => new()
    {
        ["rate"] = new FloatDistribution(0, number + 1),
        ["kind"] = ParameterValues.Create("a", $"b{number}"),
    };

    private static Trial Valued(int number, double value) => Made(number) with { Values = Values(("value", value)) };

    private static IEnumerable<Trial> Several(Func<int, Trial> make) => Enumerable.Range(0, 24).Select(make);

    private static double Curved(int number) => ((number * 0.37 % 1) - 0.4) * ((number * 0.37 % 1) - 0.4);
}

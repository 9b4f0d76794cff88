using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tables.Tests;

/// <summary>Studies of any trials that a study can have.</summary>
internal static class RandomStudy
{
    private static readonly ParameterValue[] _choices =
    [
        1, "1", 1.0, "1.0", true, "true", "True", (string?)null, "null", "", " ", "nan", "'", "\"", "=1", "-1", -1, "a,b", "a;b", "日本\n語",
        (1L << 53) + 1, 0.1, "0.1", 1e300, long.MinValue, "[1]", "{}", "\"1\"", "x ", "None", "2026-01-31", "1 day",
    ];

    private static readonly double[] _numbers =
    [
        0, 1, -1, 0.1, 5e-324, -1.7976931348623157e308, double.PositiveInfinity, double.NegativeInfinity, 9007199254740993,
    ];

    private static readonly TrialState[] _states = [TrialState.Complete, TrialState.Pruned, TrialState.Paused, TrialState.Failed];

    private static readonly TimeSpan[] _durations =
    [
        TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90061.5), TimeSpan.FromDays(400),
    ];

    private static readonly DateTimeOffset _noon = new(2026, 10, 25, 0, 30, 0, 678, 901, TimeSpan.Zero); // an hour that clocks repeat

    /// <summary>A study of a seed: space, objectives and finished trials.</summary>
    public static Study Of(RandomAddress seed)
    {
        var draws = seed.Stream();
        var space = SearchSpace.Create(new Dictionary<string, Distribution>
        {
            ["real"] = new FloatDistribution(-1e308, 7e307),
            ["whole"] = new IntDistribution(-(1L << 53) - 1, (1L << 53) + 1),
            ["few"] = new CategoricalDistribution([.. Subset(ref draws, 1)]),
            ["many"] = new CategoricalDistribution([.. Subset(ref draws, 12)]),
        });
        string[] names = draws.NextInt32(3) switch { 0 => ["value"], 1 => ["accuracy"], _ => ["loss", "0"] };
        var study = new Study(new() { Space = space, Objectives = [.. names.Select(name => new Objective(name, Direction.Minimize))] });
        int count = 1 + draws.NextInt32(12);
        for (int i = 0; i < count; i++)
        {
            study.Add(Trial(ref draws, space, names));
        }

        return study;
    }

    private static List<ParameterValue> Subset(ref RandomStream draws, int least)
    {
        var values = new List<ParameterValue>();
        int count = least + draws.NextInt32(8);
        while (values.Count < count)
        {
            var value = _choices[draws.NextInt32(_choices.Length)];
            if (!values.Contains(value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static Trial Trial(ref RandomStream draws, SearchSpace space, string[] names)
    {
        var parameters = new Dictionary<string, ParameterValue>();
        var own = _states[draws.NextInt32(_states.Length)];
        foreach (var (name, distribution) in space)
        {
            if (own != TrialState.Failed || draws.NextInt32(2) == 0)
            {
                parameters[name] = distribution.Sample(ref draws);
            }
        }

        var values = new Dictionary<string, double>();
        foreach (string name in own == TrialState.Failed || (own != TrialState.Complete && draws.NextInt32(2) == 0) ? [] : names)
        {
            values[name] = _numbers[draws.NextInt32(_numbers.Length)];
        }

        var attributes = new Dictionary<string, string>();
        for (int i = draws.NextInt32(3); i > 0; i--)
        {
            attributes[$"key {draws.NextInt32(4)}"] = _choices[draws.NextInt32(_choices.Length)].ToDisplayString();
        }

        bool hasBegun = draws.NextInt32(4) > 0;
        return new()
        {
            Number = 0,
            State = own,
            Space = space,
            Parameters = ParameterSet.Create(parameters),
            Given = draws.NextInt32(2) == 0 ? ParameterSet.Empty : ParameterSet.Create(parameters),
            Origins = parameters.Keys.ToDictionary(name => name, name => "sampler"),
            Values = values,
            Violation = draws.NextInt32(3) switch { 0 => 0.25, 1 => double.PositiveInfinity, _ => 0 },
            Reports = draws.NextInt32(2) == 0
                ? []
                : [new(0, 1, new Dictionary<string, double> { ["loss"] = _numbers[draws.NextInt32(_numbers.Length)] })],
            Attributes = attributes,
            Started = hasBegun ? _noon.AddSeconds(draws.NextInt32(10_000)) : null,
            Duration = _durations[draws.NextInt32(_durations.Length)],
            Failure = own == TrialState.Failed ? new("System.Exception", "it \"fails\"\n", "at line 1") : null,
        };
    }
}

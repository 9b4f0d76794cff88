using System.Collections;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>
/// What a sampler reads of the history for one suggestion does not grow with the trials: what it knows of earlier ones is kept.
/// </summary>
public class HistoryReadsTests
{
    private const int Trials = 400, MostReadsEach = 20;

    private static readonly SearchSpace _space = new()
    {
        ["kind"] = ParameterValues.Create("a", "b", "c"),
        ["n"] = new IntDistribution(1, 20),
        ["x"] = new FloatDistribution(0, 10, Step: 0.5),
    };

    private static readonly Dictionary<string, Sampler> _samplers = Sampler.Catalog.Names
        .Except(["grid"]) // made below, with its lists
        .ToDictionary(name => name, name => Sampler.Catalog.Create(name));

    static HistoryReadsTests()
    {
        _samplers["partial_fixed"] = new PartialFixedSampler { Inner = new RandomSampler() };
        _samplers["grid"] = new GridSampler(new ParameterGrid
        {
            ["kind"] = ["a", "b", "c"],
            ["n"] = [.. Enumerable.Range(1, 20).Select(n => (ParameterValue)n)],
            ["x"] = [.. Enumerable.Range(0, 21).Select(i => (ParameterValue)(0.5 * i))],
        });
    }

    public static TheoryData<string> Names => [.. _samplers.Keys];

    /// <summary>Those without a list of the parameters that may be asked for.</summary>
    public static TheoryData<string> Independent => [.. _samplers.Keys.Except(["grid"])];

    [Theory]
    [MemberData(nameof(Names))]
    public void TrialsReadForASuggestion_AfterFourHundredTrials_AreFew(string name)
    {
        var suggester = _samplers[name].Begin(new([new("value")], 1, RandomAddress.FromSeed(1)) { Space = _space });
        var (trials, reads) = (new Trial[Trials], new CountedReads());
        int before = 0;
        for (int number = 0; number < Trials; number++)
        {
            before = number == Trials / 2 ? reads.Count : before;
            var history = new History(trials, number, reads);
            Assert.Null(suggester.Exhausted(history, []));
            var request = new SuggestionRequest { Number = number, History = history, Random = RandomAddress.FromSeed(2).At(number) };
            trials[number] = Evaluated(number, Suggested(suggester, request));
        }

        int each = (reads.Count - before) / (Trials / 2);
        Assert.True(each <= MostReadsEach, $"{name} read {each} trials for each of the last {Trials / 2} suggestions");
    }

    /// <summary>
    /// Eight trials under way, which ask for one parameter each in turn: each still sees the history with which it began.
    /// </summary>
    [Theory]
    [MemberData(nameof(Independent))]
    public void TrialsReadForParametersAskedInTurn_ByEightWorkers_AreFew(string name)
    {
        const int Workers = 8;
        string[] asked = [.. _space.Keys];
        var suggester = _samplers[name].Begin(new([new("value")], Workers, RandomAddress.FromSeed(1)));
        var (trials, reads) = (new Trial[Trials], new CountedReads());
        var values = Enumerable.Repeat(ParameterSet.Empty, Trials).ToArray();
        int before = 0;
        for (int number = 0; number < Trials; number++)
        {
            before = number == Trials / 2 ? reads.Count : before;
            int ended = number - Workers;
            for (int running = Math.Max(0, ended + 1); running <= number; running++)
            {
                int next = number - running; // the trial that began last asks for its first parameter
                if (next < asked.Length)
                {
                    var history = new History(trials, Math.Max(0, running - Workers + 1), reads);
                    var request = new SuggestionRequest
                    {
                        Number = running,
                        History = history,
                        Random = RandomAddress.FromSeed(2).At(running),
                        Assigned = values[running],
                    };
                    values[running] = values[running].With(
                        asked[next], suggester.SuggestIndependently(request, asked[next], _space[asked[next]]).Value);
                }
            }

            if (ended + 1 >= 0)
            {
                trials[ended + 1] = Evaluated(ended + 1, values[ended + 1]);
            }
        }

        int each = (reads.Count - before) / (Trials / 2);
        Assert.True(each <= MostReadsEach * Workers, $"{name} read {each} trials for each of the last {Trials / 2} trials");
    }

    private static ParameterSet Suggested(Suggester suggester, SuggestionRequest request)
    {
        var joint = suggester.SuggestJointly(request, _space).Values;
        return ParameterSet.Create(_space.Select(parameter => KeyValuePair.Create(
            parameter.Key,
            joint.TryGetValue(parameter.Key, out var value)
                ? value
                : suggester.SuggestIndependently(request, parameter.Key, parameter.Value).Value)));
    }

    private static Trial Evaluated(int number, ParameterSet parameters) => new()
    {
        Number = number,
        Parameters = parameters,
        Given = parameters,
        Space = _space,
        State = TrialState.Complete,
        Values = new Dictionary<string, double> { ["value"] = Math.Abs(parameters["x"].As<double>() - 3) + parameters["n"].As<int>() },
    };

    /// <summary>In a history, where every read looks up trials that had not finished: there are none, and it counts.</summary>
    private sealed class CountedReads : IReadOnlyDictionary<int, Trial>
    {
        private static readonly Dictionary<int, Trial> _none = [];

        public int Count { get; private set; }

        int IReadOnlyCollection<KeyValuePair<int, Trial>>.Count => 0;

        public IEnumerable<int> Keys => _none.Keys;

        public IEnumerable<Trial> Values => _none.Values;

        public Trial this[int key] => _none[key];

        public bool ContainsKey(int key) => false;

        public bool TryGetValue(int key, out Trial value)
        {
            Count++;
            return _none.TryGetValue(key, out value!);
        }

        public IEnumerator<KeyValuePair<int, Trial>> GetEnumerator() => _none.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

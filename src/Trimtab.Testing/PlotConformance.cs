using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trimtab.Plots;

namespace Trimtab.Testing;

/// <summary>
/// What every plot must keep of a study of any shape: a consistent chart, the same each time, in proportion to the trials. Derive a test
/// class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(RegretPlot))]
/// public class MyPlots : PlotConformance;
/// </code>
/// </remarks>
public abstract class PlotConformance
{
    private const int ManyTrials = 10_000;

    private static readonly JsonSerializerOptions _json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
    };

    /// <summary>The plot called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Plot Create(string name) => Rule.Make(Plot.Catalog, name, nameof(Create));

    /// <summary>A study of any shape is drawn, the same each time, or the error says how many objectives the plot needs.</summary>
    [Theory, EveryPlotAndStudy]
    public void Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds(string name, string kind)
    {
        var (plot, study) = (Create(name), StudyKinds.Make(kind));
        if (study.Objectives.Count < plot.MinObjectives)
        {
            var error = Record.Exception(() => plot.Draw(study));
            string needs = Invariant($"'{name}' needs a study of {plot.MinObjectives} objectives");
            Rule.Require(
                error is TrimtabException && error.Message.Contains(needs, StringComparison.Ordinal),
                Invariant($"A plot of {plot.MinObjectives} objectives must refuse a study of fewer by a TrimtabException."),
                $"Got {(error is null ? "a chart" : $"{error.GetType().Name}: {error.Message}")} for '{kind}'.",
                "Throw it as ParetoFrontPlot does, or override MinObjectives.");
            return;
        }

        var chart = plot.Draw(study);

        Rule.Require(
            chart.Title.Length > 0, "A chart must have a title.", $"That of {name} of '{kind}' has none.", "Set Title.");
        Rule.RequireSameLines(
            Text(chart),
            Text(Create(name).Draw(study)),
            "A plot must draw the same chart of the same study each time.",
            $"Two charts by {name} of '{kind}'",
            "Draw from the snapshot alone: no clock, no random draws, no state.");
        AssertConsistent(name, kind, chart);
    }

    /// <summary>A study without trials is a chart without data.</summary>
    [Theory, EveryPlot]
    public void Draw_BeforeTheFirstTrial_HasNoData(string name)
    {
        int numbers = NumbersIn(Create(name).Draw(StudyKinds.Of([], [new("value"), new("cost")])));

        Rule.Require(
            numbers == 0,
            "A study without trials must be drawn as a chart without data.",
            Invariant($"{name} draws {numbers} numbers."),
            "Return the chart with its title and empty lists.");
    }

    /// <summary>A study with complete trials is a chart with data.</summary>
    [Theory, EveryPlot]
    public void Draw_OfTrialsWithTwoObjectives_HasData(string name) => Rule.Require(
        NumbersIn(Create(name).Draw(StudyKinds.Make("two objectives"))) > 0,
        "A study with complete trials must be drawn as a chart with data.",
        $"{name} draws none of a study of two objectives.",
        "Where no objective is named, draw the first.");

    /// <summary>Counts do not depend on the machine's speed: values read; bytes allocated, beside those of a tenth of the trials.</summary>
    [Theory, EveryPlot]
    public void Draw_OfTenThousandTrials_ReadsAndAllocatesInProportion(string name)
    {
        var plot = Create(name);
        var reads = new Counter();
        var (many, few) = (Counted(ManyTrials, reads), Counted(ManyTrials / 10, new()));

        plot.Draw(many);
        Rule.Require(
            reads.Count <= 60 * ManyTrials,
            "A plot must read a study in proportion to its trials: at most 60 values a trial.",
            Invariant($"{name} read {reads.Count} values of {ManyTrials} trials."),
            "Look at each trial once, or sort, instead of comparing each with each other.");

        long allocatedOfFew = Allocations.Of(() => plot.Draw(few)), allocatedOfMany = Allocations.Of(() => plot.Draw(many));
        Rule.Require(
            allocatedOfMany <= 20 * allocatedOfFew, // 10 of proportion, the rest for lists that grow by doubling
            "A plot must use memory in proportion to the trials: at most 20 times as much for ten times as many.",
            Invariant($"{name} allocates {allocatedOfMany} bytes for {ManyTrials} trials and {allocatedOfFew} for a tenth of them."),
            "Keep lists of trials, and not of pairs of trials.");
    }

    /// <summary>Two objectives whose every trial is on the front: the worst case.</summary>
    private static StudySnapshot Counted(int trials, Counter reads) => StudyKinds.Of(
        Enumerable.Range(0, trials).Select(number => StudyKinds.Made(number) with
        {
            Reports = [],
            Values = new CountingValues(new() { ["value"] = number * 0.618 % 1, ["cost"] = 1 - (number * 0.618 % 1) }, reads),
        }),
        new("value"),
        new("cost"));

    private static void AssertConsistent(string name, string kind, Chart chart)
    {
        switch (chart)
        {
            case LineChart lines:
                foreach (var curve in lines.Curves)
                {
                    RequireSame(curve.X.Count, curve.Y.Count, $"X and Y of curve '{curve.Name}'");
                }

                break;
            case DotChart dots:
                RequireSame(dots.Categories.Count, dots.Values.Count, "categories and values");
                break;
            case HeatMapChart map:
                RequireSame(map.Rows.Count, map.Values.Count, "row names and rows of values");
                foreach (var row in map.Values)
                {
                    RequireSame(map.Columns.Count, row.Count, "column names and values of a row");
                }

                break;
            case ParallelChart parallel:
                foreach (var line in parallel.Lines)
                {
                    RequireSame(parallel.Axes.Count, line.Places.Count, "axes and places of a line");
                    RequirePlaces(line.Places.Append(line.Shade));
                }

                break;
        }

        void RequireSame(int one, int other, string what) => Rule.Require(
            one == other,
            "Lists of a chart that belong together must have one length.",
            Invariant($"{name} of '{kind}' has {one} and {other}: {what}."),
            "Add to both, or to none.");

        void RequirePlaces(IEnumerable<double> places)
        {
            foreach (double place in places.Where(place => place is not ((>= 0 and <= 1) or double.NaN)))
            {
                Assert.Fail("Places and shades of a parallel chart must be from 0 to 1, or NaN where there is none. "
                    + Invariant($"{name} of '{kind}' has {place}. Divide by the length of the axis."));
            }
        }
    }

    /// <summary>How many numbers a chart shows.</summary>
    private protected static int NumbersIn(Chart chart) => chart switch
    {
        LineChart lines => lines.Curves.Sum(curve => curve.Y.Count),
        DotChart dots => dots.Values.Count,
        HeatMapChart map => map.Values.Sum(row => row.Count(value => !double.IsNaN(value))),
        ParallelChart parallel => parallel.Lines.Count,
        _ => throw new InvalidOperationException(chart.GetType().Name),
    };

    private static string Text(Chart chart) => JsonSerializer.Serialize(chart, chart.GetType(), _json);

    private sealed class Counter
    {
        public int Count { get; set; }
    }

    private sealed class CountingValues(Dictionary<string, double> values, Counter reads) : IReadOnlyDictionary<string, double>
    {
        public int Count => values.Count;

        public IEnumerable<string> Keys => values.Keys;

        public IEnumerable<double> Values => values.Values;

        public double this[string key]
        {
            get
            {
                reads.Count++;
                return values[key];
            }
        }

        public bool ContainsKey(string key) => values.ContainsKey(key);

        public bool TryGetValue(string key, out double value)
        {
            reads.Count++;
            return values.TryGetValue(key, out value);
        }

        public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

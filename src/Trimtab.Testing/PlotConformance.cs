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
    protected virtual Plot Create(string name) => Plot.Catalog.Create(name);

    /// <summary>A study of any shape is drawn, the same each time, or the error says how many objectives the plot needs.</summary>
    [Theory, EveryPlotAndStudy]
    public void Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds(string name, string kind)
    {
        var (plot, study) = (Create(name), StudyKinds.Make(kind));
        if (study.Objectives.Count < plot.MinObjectives)
        {
            var error = Assert.Throws<TrimtabException>(() => plot.Draw(study));
            Assert.Contains($"'{name}' needs a study of {plot.MinObjectives} objectives", error.Message, StringComparison.Ordinal);
            return;
        }

        var chart = plot.Draw(study);

        Assert.NotEqual("", chart.Title);
        Assert.Equal(Text(chart), Text(Create(name).Draw(study)));
        AssertConsistent(chart);
    }

    /// <summary>A study without trials is a chart without data.</summary>
    [Theory, EveryPlot]
    public void Draw_BeforeTheFirstTrial_HasNoData(string name)
    {
        var plot = Create(name);

        Assert.Equal(0, NumbersIn(plot.Draw(StudyKinds.Of([], [new("value"), new("cost")]))));
    }

    /// <summary>A study with complete trials is a chart with data.</summary>
    [Theory, EveryPlot]
    public void Draw_OfTrialsWithTwoObjectives_HasData(string name) =>
        Assert.NotEqual(0, NumbersIn(Create(name).Draw(StudyKinds.Make("two objectives"))));

    /// <summary>Counts do not depend on the machine's speed: values read; bytes allocated, beside those of a tenth of the trials.</summary>
    [Theory, EveryPlot]
    public void Draw_OfTenThousandTrials_ReadsAndAllocatesInProportion(string name)
    {
        var plot = Create(name);
        var reads = new Counter();
        var (many, few) = (Counted(ManyTrials, reads), Counted(ManyTrials / 10, new()));

        plot.Draw(many);
        Assert.InRange(reads.Count, 0, 60 * ManyTrials);

        long allocatedOfFew = Allocations.Of(() => plot.Draw(few)), allocatedOfMany = Allocations.Of(() => plot.Draw(many));
        Assert.InRange(allocatedOfMany, 0, 20 * allocatedOfFew); // 10 of proportion, the rest for lists that grow by doubling
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

    private static void AssertConsistent(Chart chart)
    {
        switch (chart)
        {
            case LineChart lines:
                Assert.All(lines.Curves, curve => Assert.Equal(curve.X.Count, curve.Y.Count));
                break;
            case DotChart dots:
                Assert.Equal(dots.Categories.Count, dots.Values.Count);
                break;
            case HeatMapChart map:
                Assert.Equal(map.Rows.Count, map.Values.Count);
                Assert.All(map.Values, row => Assert.Equal(map.Columns.Count, row.Count));
                break;
            case ParallelChart parallel:
                Assert.All(parallel.Lines, line => Assert.Equal(parallel.Axes.Count, line.Places.Count));
                var numbers = parallel.Lines.SelectMany(line => line.Places.Append(line.Shade));
                Assert.All(numbers, number => Assert.True(number is (>= 0 and <= 1) or double.NaN, $"{number}"));
                break;
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

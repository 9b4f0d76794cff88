using Trimtab.Networks;

namespace Trimtab.Testing;

/// <summary>
/// What every metric must keep: a number of the rows and not of their order, the best for right predictions, weights that count as rows do,
/// a JSON form. Derive a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(RootMeanSquaredError))]
/// public class MyMetrics : MetricConformance;
/// </code>
/// What the right number is, a test against another source must say.
/// </remarks>
public abstract class MetricConformance
{
    private const double Rounding = 1e-9; // of sums over ten rows in another order; metrics may round to float32 on the way

    /// <summary>The metric called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Metric Create(string name) => Rule.Make(Metric.Catalog, name, nameof(Create));

    /// <summary>
    /// Rows that the metric is computed on, some of them predicted wrong. Default: ten rows of two outputs, targets one-hot.
    /// </summary>
    /// <param name="name">The metric's name.</param>
    protected virtual MetricRows Rows(string name)
    {
        int[] classes = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0];
        float[] second = [0.1f, 0.9f, 0.35f, 0.25f, 0.7f, 0.6f, 0.2f, 0.8f, 0.45f, 0.05f];
        return new(
            [.. classes.SelectMany(number => new[] { 1f - number, number })], 2, [.. second.SelectMany(p => new[] { 1 - p, p })], 2);
    }

    /// <summary>
    /// Predictions that are right for each of <see cref="Rows"/>. Default: the targets, or a one-hot row of each if they are class numbers.
    /// </summary>
    /// <param name="name">The metric's name.</param>
    protected virtual float[] RightPredictions(string name)
    {
        var rows = Rows(name);
        return rows.TargetColumns == rows.Outputs
            ? [.. rows.Targets]
            : [.. rows.Targets.SelectMany(number => Enumerable.Range(0, rows.Outputs).Select(output => output == number ? 1f : 0f))];
    }

    /// <summary>The same rows have the same number, from another object too.</summary>
    [Theory, EveryMetric]
    public void Evaluate_OfTheSameRows_IsTheSameTwice(string name)
    {
        var rows = Rows(name);
        var metric = Create(name);

        double value = rows.Evaluate(metric), again = rows.Evaluate(metric), another = rows.Evaluate(Create(name));

        Rule.Require(
            double.IsFinite(value) && value.Equals(again) && value.Equals(another),
            "The same rows must have the same number, and it must be finite.",
            Invariant($"{name} is {value}, then {again}, and {another} in another object."),
            "Compute from the rows alone, and override Rows where the metric is for others.");
    }

    /// <summary>Rows in another order have the same number, but for the rounding of sums.</summary>
    [Theory, EveryMetric]
    public void Evaluate_OfRowsInAnotherOrder_IsTheSame(string name)
    {
        var rows = Rows(name);
        var metric = Create(name);
        double value = rows.Evaluate(metric);
        for (int shift = 1; shift < rows.Count; shift++)
        {
            int[] order = [.. Enumerable.Range(0, rows.Count).Select(row => (row + shift) % rows.Count).Reverse()];
            RequireSame(
                value,
                rows.Of(order).Evaluate(metric),
                "Rows in another order must have the same number.",
                Invariant($"{name} of the rows, and of the rows reversed and moved by {shift}"),
                "Take sums, counts and ranks over all rows, and nothing from a row's place.");
        }
    }

    /// <summary>No prediction is better, in the metric's direction, than the right one.</summary>
    [Theory, EveryMetric]
    public void Evaluate_OfRightPredictions_IsTheBest(string name)
    {
        var rows = Rows(name);
        var metric = Create(name);

        double right = (rows with { Predictions = RightPredictions(name) }).Evaluate(metric), given = rows.Evaluate(metric);

        Rule.Require(
            metric.Direction == Direction.Maximize ? right >= given : right <= given,
            "Right predictions must be the best in the metric's Direction.",
            Invariant($"{name}, to {metric.Direction}, is {right} for right predictions and {given} for wrong ones."),
            "Set Direction to Minimize for an error.");
    }

    /// <summary>Without rows, the number is NaN.</summary>
    [Theory, EveryMetric]
    public void Evaluate_WithoutRows_IsNaN(string name)
    {
        double value = Rows(name).Of([]).Evaluate(Create(name));

        Rule.Require(
            double.IsNaN(value),
            "Without rows, a metric must be NaN.",
            Invariant($"{name} is {value}."),
            "Divide by the number of rows, or return double.NaN where there are none.");
    }

    /// <summary>
    /// Where the metric takes weights, a row of weight 2 counts as two rows and one of weight 0 as none; weights of 1 change nothing.
    /// </summary>
    [Theory, EveryMetric]
    public void Evaluate_WithWeights_CountsRowsByThem(string name)
    {
        var rows = Rows(name);
        var metric = Create(name);
        float[] weights = [.. Enumerable.Range(0, rows.Count).Select(row => (float)(row % 3))];
        if (!TakesWeights(metric, rows))
        {
            return;
        }

        RequireSame(
            rows.Evaluate(metric),
            rows.Evaluate(metric, [.. Enumerable.Repeat(1f, rows.Count)]),
            "Weights of 1 must change nothing.",
            $"{name} without weights and with weights of 1",
            "Sum the weights in place of counting rows.");
        RequireSame(
            rows.Of([.. Enumerable.Range(0, rows.Count).SelectMany(row => Enumerable.Repeat(row, row % 3))]).Evaluate(metric),
            rows.Evaluate(metric, weights),
            "A row of weight 2 must count as two rows, and one of weight 0 as none.",
            $"{name} of rows that are there 0, 1 or 2 times, and with these numbers as weights",
            "Multiply what each row adds by its weight, and divide by the sum of weights.");
    }

    /// <summary>A compiled net is read back from its JSON with an equal metric.</summary>
    [Theory, EveryMetric]
    public void Json_OfANetCompiledWithIt_RoundTrips(string name)
    {
        var metric = Create(name);
        var model = new Sequential([4]) { new Dense(2) };
        model.Compile("sgd", "mse", metric);

        var again = Sequential.FromJson(model.ToJson());

        Rule.RequireSame(
            [metric],
            again.Settings!.Metrics,
            "A compiled net must be read back from its JSON with an equal metric.",
            $"The metrics of a net compiled with {metric} and those read back",
            "Make every setting a property with an init accessor or an argument of the constructor.");
    }

    private static bool TakesWeights(Metric metric, MetricRows rows)
    {
        try
        {
            _ = rows.Evaluate(metric, [.. Enumerable.Repeat(1f, rows.Count)]);
            return true;
        }
        catch (TrimtabException) when (!metric.UsesWeights)
        {
            return false;
        }
    }

    private static void RequireSame(double one, double other, string rule, string what, string remedy) => Rule.Require(
        Math.Abs(one - other) <= Rounding * Math.Max(1, Math.Abs(one)), rule, Invariant($"{what}: {one} and {other}."), remedy);
}

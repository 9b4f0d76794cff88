using Xunit.Sdk;

namespace Trimtab.Networks.Tests;

/// <summary>The suite of metrics fails for a metric that breaks a rule.</summary>
public class BrokenMetricTests
{
    private delegate double Rule(float[] targets, float[] predictions, float[] weights);

    [Fact]
    public void Suite_OfARightMetric_Passes() => RunAll(new(new Made((t, p, w) => Mean(t, p, w), Direction.Minimize)));

    [Fact]
    public void Suite_OfAMetricThatCounts_Fails()
    {
        int calls = 0;
        Fails((_, _, _) => ++calls, suite => suite.Evaluate_OfTheSameRows_IsTheSameTwice("broken"), "The same rows");
    }

    [Fact]
    public void Suite_OfAMetricOfTheFirstRow_Fails() => Fails(
        (t, p, _) => Math.Abs(t[0] - p[0]), suite => suite.Evaluate_OfRowsInAnotherOrder_IsTheSame("broken"), "another order");

    [Fact]
    public void Suite_OfAnErrorToMaximize_Fails()
    {
        var suite = new Suite(new Made(Mean, Direction.Maximize));

        Assert.ThrowsAny<XunitException>(() => suite.Evaluate_OfRightPredictions_IsTheBest("broken"));
    }

    [Fact]
    public void Suite_OfAMetricThatIsZeroWithoutRows_Fails() => Fails(
        (t, p, w) => t.Length == 0 ? 0 : Mean(t, p, w), suite => suite.Evaluate_WithoutRows_IsNaN("broken"), "Without rows");

    [Fact]
    public void Suite_OfAMetricThatDividesByRowsAndNotWeights_Fails() => Fails(
        (t, p, w) => Mean(t, p, w) * (w.Length == 0 ? 1 : w.Average()),
        suite => suite.Evaluate_WithWeights_CountsRowsByThem("broken"),
        "must count as two rows");

    private static double Mean(float[] targets, float[] predictions, float[] weights)
    {
        var errors = targets.Zip(predictions, (t, p) => (double)Math.Abs(t - p)).ToList();
        double[] counts = [.. errors.Select((_, i) => weights.Length == 0 ? 1.0 : weights[i / 2])];
        return errors.Zip(counts, (error, count) => error * count).Sum() / counts.Sum();
    }

    private static void Fails(Rule rule, Action<Suite> test, string message) => Assert.Contains(
        message,
        Assert.ThrowsAny<XunitException>(() => test(new(new Made(rule, Direction.Minimize)))).Message,
        StringComparison.Ordinal);

    private static void RunAll(Suite suite)
    {
        suite.Evaluate_OfTheSameRows_IsTheSameTwice("right");
        suite.Evaluate_OfRowsInAnotherOrder_IsTheSame("right");
        suite.Evaluate_OfRightPredictions_IsTheBest("right");
        suite.Evaluate_WithoutRows_IsNaN("right");
        suite.Evaluate_WithWeights_CountsRowsByThem("right");
    }

    private sealed class Suite(Metric metric) : MetricConformance
    {
        protected override Metric Create(string name) => metric;
    }

    private sealed record Made(Rule Rule, Direction Better) : Metric
    {
        public override Direction Direction => Better;

        public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) =>
            Rule([.. targets], [.. predictions], []);

        public override double Evaluate(
            ReadOnlySpan<float> targets,
            int targetColumns,
            ReadOnlySpan<float> predictions,
            int outputs,
            ReadOnlySpan<float> weights) => Rule([.. targets], [.. predictions], [.. weights]);
    }
}

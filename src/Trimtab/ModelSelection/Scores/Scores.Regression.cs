using System.Numerics.Tensors;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <content>Scores of real values. Where a row has several outputs, their scores are averaged.</content>
public static partial class Scores
{
    /// <summary>What a truth of 0 counts as when an error is divided by it: the spacing of doubles at 1, 2⁻⁵².</summary>
    private const double SmallestTruth = 1.0 / (1L << 52);

    /// <summary>The mean squared error; lower is better.</summary>
    /// <param name="truth">n × outputs, row-major.</param>
    /// <param name="predicted">n × outputs, row-major.</param>
    /// <param name="outputs">Values a row, 1 or more. Default 1.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    public static double MeanSquaredError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        Mean(SquaredErrors(truth, predicted, outputs), weights);

    /// <summary>The square root of the mean squared error; lower is better.</summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double RootMeanSquaredError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        PerOutput(truth, predicted, outputs, weights, (ts, ps, ws) => Math.Sqrt(MeanSquaredError(ts, ps, weights: ws)));

    /// <summary>The mean absolute error; lower is better.</summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double MeanAbsoluteError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        Mean(AbsoluteErrors(truth, predicted, outputs), weights);

    /// <summary>The median absolute error, the mean of the middle two where their number is even; lower is better.</summary>
    /// <remarks>With weights, the least error that at least half of the weight does not exceed: one of the errors, never a mean.</remarks>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double MedianAbsoluteError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        PerOutput(truth, predicted, outputs, weights, (ts, ps, ws) =>
        {
            double[] errors = [.. ts.Zip(ps, (t, p) => Math.Abs(t - p))];
            if (ws.Length > 0)
            {
                return WeightedMedian(errors, [.. ws]);
            }

            Array.Sort(errors);
            return errors.Length == 0 ? double.NaN : (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2;
        });

    /// <summary>
    /// The mean of absolute errors divided by absolute truths, as a share, not in percent; lower is better. A truth of 0 counts as 2⁻⁵².
    /// </summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double MeanAbsolutePercentageError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        Mean(AbsolutePercentageErrors(truth, predicted, outputs), weights);

    /// <summary>The mean squared difference of ln(1 + value); lower is better.</summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    /// <exception cref="TrimtabException">A truth or a prediction is negative.</exception>
    public static double MeanSquaredLogarithmicError(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        Mean(SquaredLogarithmicErrors(truth, predicted, outputs), weights);

    /// <summary>The mean squared error of each row's values.</summary>
    internal static double[] SquaredErrors(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs) =>
        PerRow(truth, predicted, outputs, (t, p) => (t - p) * (t - p));

    /// <summary>The mean absolute error of each row's values.</summary>
    internal static double[] AbsoluteErrors(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs) =>
        PerRow(truth, predicted, outputs, (t, p) => Math.Abs(t - p));

    /// <summary>The mean of each row's absolute errors divided by absolute truths.</summary>
    internal static double[] AbsolutePercentageErrors(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs) =>
        PerRow(truth, predicted, outputs, (t, p) => Math.Abs(t - p) / Math.Max(Math.Abs(t), SmallestTruth));

    /// <summary>The mean squared difference of ln(1 + value) of each row's values.</summary>
    internal static double[] SquaredLogarithmicErrors(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs)
    {
        if (truth.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon)
            || predicted.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon))
        {
            throw new TrimtabException("The logarithmic error needs truths and predictions of 0 or more. "
                + "Got a negative one; use mean squared error.");
        }

        return PerRow(truth, predicted, outputs, (t, p) => Square(Normal.Log1p(t) - Normal.Log1p(p)));
    }

    /// <summary>The largest absolute error of any value; lower is better. NaN without rows.</summary>
    public static double MaxError(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) =>
        PerOutput(truth, predicted, 1, [], (ts, ps, _) => ts.Length == 0 ? double.NaN : ts.Zip(ps, (t, p) => Math.Abs(t - p)).Max());

    /// <summary>
    /// R²: the share of the truths' variance that is predicted. 1 is perfect, 0 is as good as their mean; may be negative, NaN below two
    /// rows.
    /// </summary>
    /// <remarks>Where the truths do not vary, it is 1 for a perfect prediction and 0 for any other.</remarks>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double R2(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        PerOutput(truth, predicted, outputs, weights, (ts, ps, ws) =>
        {
            double error = ts.Zip(ps, (t, p) => (t - p) * (t - p)).Select((square, row) => square * WeightOf(ws, row)).Sum();
            return ts.Length < 2 ? double.NaN : Explained(error, Deviation(ts, ws));
        });

    /// <summary>The share of the truths' variance that is predicted, not counting an error all predictions have in common.</summary>
    /// <remarks>Where the truths do not vary, it is 1 when the errors do not either, and 0 when they do.</remarks>
    /// <inheritdoc cref="MeanSquaredError"/>
    public static double ExplainedVariance(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs = 1, ReadOnlySpan<double> weights = default) =>
        PerOutput(truth, predicted, outputs, weights, (ts, ps, ws) =>
            Explained(Deviation([.. ts.Zip(ps, (t, p) => t - p)], ws), Deviation(ts, ws)));

    private static double PerOutput(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        int outputs,
        ReadOnlySpan<double> weights,
        Func<double[], double[], double[], double> score)
    {
        RequireRows(truth, predicted, outputs);
        RequireWeights(weights, truth.Length / outputs);
        double[] scores = new double[outputs], ofRows = weights.ToArray();
        for (int output = 0; output < outputs; output++)
        {
            scores[output] = score(Column(truth, outputs, output), Column(predicted, outputs, output), ofRows);
        }

        return Mean(scores);
    }

    /// <summary>The mean error of each row's values.</summary>
    private static double[] PerRow(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs, Func<double, double, double> error)
    {
        RequireRows(truth, predicted, outputs);
        double[] errors = new double[truth.Length / outputs];
        for (int i = 0; i < truth.Length; i++)
        {
            errors[i / outputs] += error(truth[i], predicted[i]) / outputs;
        }

        return errors;
    }

    private static void RequireRows(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, int outputs)
    {
        _ = Setting.AtLeast(outputs, 1, nameof(outputs));
        RequireSameLength(truth.Length, predicted.Length);
        RequireFinite(truth, "Truths");
        RequireFinite(predicted, "Predictions");
        if (truth.Length % outputs != 0)
        {
            throw new ArgumentException(Invariant($"Rows must have {outputs} values each. Got {truth.Length} values."), nameof(outputs));
        }
    }

    /// <summary>The sum of squared distances from the mean, by weight.</summary>
    private static double Deviation(double[] values, double[] weights)
    {
        double[] centred = new double[values.Length];
        TensorPrimitives.Subtract(values, Mean(values, weights), centred);
        if (weights.Length == 0)
        {
            return DenseVector.Dot(centred, centred, centred.Length);
        }

        TensorPrimitives.Multiply(centred, centred, centred);
        return DenseVector.Dot(centred, weights, centred.Length);
    }

    /// <summary>The least value that at least half of the weight does not exceed; sorts both arrays.</summary>
    private static double WeightedMedian(double[] values, double[] weights)
    {
        Array.Sort(values, weights);
        double half = weights.Sum() / 2, sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum >= half && sum > 0)
            {
                return values[i];
            }
        }

        return double.NaN;
    }

    private static double Explained(double error, double variation) => variation != 0 ? 1 - (error / variation) : error == 0 ? 1 : 0;
}

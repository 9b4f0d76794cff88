using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>
/// What every loss must keep: gradients of finite differences, the same bits each time, NaN for NaN, logits that agree with the activation,
/// a JSON form. Derive a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(Pinball))]
/// public class MyLosses : LossConformance;
/// </code>
/// What the right loss is, a test against another source must say.
/// </remarks>
public abstract class LossConformance
{
    private const int Outputs = 4, Rows = 20;
    private const float Step = 1 / 1024f;

    /// <summary>The loss called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Loss Create(string name) => Rule.Make(Loss.Catalog, name, nameof(Create));

    /// <summary>Targets of a row of four outputs, with which <see cref="Prediction"/> has a loss that is differentiable there.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="row">Number of the row, from 0.</param>
    /// <remarks>Default: a one-hot row, or the number of a class if the loss needs one target.</remarks>
    protected virtual float[] Target(Loss loss, int row)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.TargetsFor(Outputs) == 1
            ? [row % Outputs]
            : [.. Enumerable.Range(0, Outputs).Select(i => i == row % Outputs ? 1f : 0f)];
    }

    /// <summary>Predictions of a row of four outputs. Default: numbers from 0.1 to 0.9.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="row">Number of the row, from 0.</param>
    protected virtual float[] Prediction(Loss loss, int row) => Uniform("predictions", row, 0.1, 0.9);

    /// <summary>The gradient is that of differences of the loss.</summary>
    [Theory, EveryLoss]
    public void Evaluate_OnEachRow_HasTheGradientOfFiniteDifferences(string name)
    {
        var loss = Create(name);
        for (int row = 0; row < Rows; row++)
        {
            float[] target = Target(loss, row);
            RequireGradient(name, nameof(Loss.Evaluate), Prediction(loss, row), (p, g) => loss.Evaluate(target, p, g));
        }
    }

    /// <summary>From logits, the gradient is that of differences of the loss. Nothing to test where there is no fused activation.</summary>
    [Theory, EveryLoss]
    public void EvaluateLogits_OnEachRow_HasTheGradientOfFiniteDifferences(string name)
    {
        var loss = Create(name);
        for (int row = 0; row < (loss.FusedActivation is null ? 0 : Rows); row++)
        {
            float[] target = Target(loss, row);
            RequireGradient(name, nameof(Loss.EvaluateLogits), Logits(row), (x, g) => loss.EvaluateLogits(target, x, g));
        }
    }

    /// <summary>From logits, the loss is that of the fused activation's outputs, within what clipping of probabilities changes.</summary>
    [Theory, EveryLoss]
    public void EvaluateLogits_OnEachRow_IsEvaluateAfterTheActivation(string name)
    {
        var loss = Create(name);
        for (int row = 0; row < (loss.FusedActivation is null ? 0 : Rows); row++)
        {
            float[] block = [.. Logits(row).SelectMany(x => Enumerable.Repeat(x, 16))]; // activations work on sixteen rows at once
            loss.FusedActivation!.Forward(block, block, Outputs);
            float[] outputs = [.. Enumerable.Range(0, Outputs).Select(output => block[output * 16])], target = Target(loss, row);

            float fused = loss.EvaluateLogits(target, Logits(row), []), apart = loss.Evaluate(target, outputs, []);
            Rule.Require(
                Math.Abs(fused - apart) <= 1e-3 * Math.Max(1, Math.Abs(apart)), // an ε of 1e-7 moves e⁻⁸ by a part in 3000
                "EvaluateLogits must be Evaluate after the FusedActivation.",
                Invariant($"{name} of row {row} is {fused} from logits and {apart} after {loss.FusedActivation}."),
                "Derive it from the formula of the activation, without clipping.");
        }
    }

    /// <summary>From logits of any size, the loss and its gradient are finite.</summary>
    [Theory, EveryLoss]
    public void EvaluateLogits_OnHugeLogits_IsFinite(string name)
    {
        var loss = Create(name);
        if (loss.FusedActivation is null)
        {
            return;
        }

        float[] gradient = new float[Outputs];
        float value = loss.EvaluateLogits(Target(loss, 1), [1e30f, -1e30f, 0, 500], gradient);

        Rule.Require(
            float.IsFinite(value) && gradient.All(float.IsFinite),
            "From logits, a loss and its gradient must be finite.",
            Invariant($"{name} of logits 1e30, -1e30, 0 and 500 is {value}, its gradient [{string.Join(", ", gradient)}]."),
            "Take the largest logit out of exponentials first.");
    }

    /// <summary>A prediction that is NaN has a loss of NaN, so that a training ends and says why.</summary>
    [Theory, EveryLoss]
    public void Evaluate_OfNaN_IsNaN(string name)
    {
        var loss = Create(name);
        float[] nan = [float.NaN, float.NaN, float.NaN, float.NaN], target = Target(loss, 1);

        float value = loss.Evaluate(target, nan, new float[Outputs]);
        float fromLogits = loss.FusedActivation is null ? value : loss.EvaluateLogits(target, [0, float.NaN, 0, 0], new float[Outputs]);

        Rule.Require(
            float.IsNaN(value) && float.IsNaN(fromLogits),
            "A prediction of NaN must have a loss of NaN.",
            Invariant($"{name} is {value}, and {fromLogits} from logits of which one is NaN."),
            "Compare so that NaN passes: Math.Max and Math.Clamp keep it, a > b is false.");
    }

    /// <summary>A row has the same loss with and without its gradient, again, and from another object; nothing is allocated.</summary>
    [Theory, EveryLoss]
    public void Evaluate_OfTheSameRow_IsTheSameEachTime(string name)
    {
        Loss loss = Create(name), another = Create(name);
        for (int row = 0; row < Rows; row++)
        {
            float[] target = Target(loss, row), prediction = Prediction(loss, row);
            float[] first = new float[Outputs], second = [.. Enumerable.Repeat(float.NaN, Outputs)];
            float value = loss.Evaluate(target, prediction, first);
            float without = loss.Evaluate(target, prediction, []), again = loss.Evaluate(target, prediction, second);

            Rule.RequireSame(
                [value, value, value, .. first],
                [without, again, another.Evaluate(target, prediction, []), .. second],
                "A row must have the same loss and gradient each time, and the whole gradient must be written.",
                Invariant($"{name} of row {row}: the loss without a gradient, again, of another object, and the gradient"),
                "Compute from the row alone, and assign every number of the gradient.");
        }

        float[] targets = Target(loss, 0), predictions = Prediction(loss, 0), gradient = new float[Outputs];
        long bytes = Allocations.Of(() => loss.Evaluate(targets, predictions, gradient));
        Rule.Require(
            bytes == 0,
            "A loss must not allocate: it is computed for every row of every step.",
            Invariant($"{name} allocates {bytes} bytes a row."),
            "Use loops over the spans instead of LINQ and arrays.");
    }

    /// <summary>A compiled net is read back from its JSON with an equal loss.</summary>
    [Theory, EveryLoss]
    public void Json_OfANetCompiledWithIt_RoundTrips(string name)
    {
        var loss = Create(name);
        var model = new Sequential([4]) { new Dense(2) };
        model.Compile("sgd", loss);

        var again = Sequential.FromJson(model.ToJson());

        Rule.Require(
            loss.Equals(again.Settings!.Loss),
            "A compiled net must be read back from its JSON with an equal loss.",
            $"{loss} is read back as {again.Settings.Loss}.",
            "Make every setting a property with an init accessor or an argument of the constructor.");
    }

    /// <summary>What a net learns by the loss has the same bits at any number of threads.</summary>
    [Theory, EveryLoss]
    public void Training_OnSeveralThreads_HasTheSameBits(string name)
    {
        var loss = Create(name);
        Rule.RequireSame(
            Trained(loss, threads: 1),
            Trained(loss, threads: 2),
            "A net must learn the same bits on one thread and on several.",
            $"The weights of a net trained by {name} on one thread and on two",
            "Several threads use one loss at the same time: keep nothing in it.");
    }

    private float[] Trained(Loss loss, int threads)
    {
        using var model = new Sequential([2048])
        {
            new Dense(64) { Activation = "sigmoid" },
            new Dense(Outputs) { Activation = "softmax" },
        };
        model.Compile("sgd", loss);
        float[] rows = [.. Enumerable.Range(0, 40).SelectMany(row => Uniform("rows", row, -1, 1, 2048))];
        double[] targets = [.. Enumerable.Range(0, 40).SelectMany(row => Target(loss, row)).Select(target => (double)target)];
        model.Fit(new Dataset(rows, [2048], targets, loss.TargetsFor(Outputs)), new() { BatchSize = 40, Threads = threads });
        return [.. model.GetWeights().OrderBy(variable => variable.Key, StringComparer.Ordinal).SelectMany(variable => variable.Value)];
    }

    private static float[] Logits(int row) => Uniform("logits", row, -4, 4);

    private static float[] Uniform(string name, int row, double low, double high, int count = Outputs)
    {
        var stream = RandomAddress.FromSeed(17).At(name).At(row).Stream();
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(low + ((high - low) * stream.NextDouble()));
        }

        return values;
    }

    private static void RequireGradient(string name, string method, float[] point, LossAt loss)
    {
        float[] gradient = new float[point.Length];
        loss(point, gradient);
        for (int i = 0; i < point.Length; i++)
        {
            float[] above = [.. point], below = [.. point];
            above[i] += Step;
            below[i] -= Step;
            double slope = ((double)loss(above, []) - loss(below, [])) / ((double)above[i] - below[i]);
            Rule.Require(
                Math.Abs(slope - gradient[i]) <= 1e-3 * Math.Max(1, Math.Abs(slope)), // float losses up to 9, in steps of 1e-6, over 2e-3
                "A gradient must be the derivative of the loss with respect to each prediction.",
                Invariant($"{method} of {name} gives {gradient[i]} for output {i} at [{string.Join(", ", point)}]; ")
                    + Invariant($"differences give {slope}."),
                "Check the formula, and the division by the number of outputs.");
        }
    }

    private delegate float LossAt(ReadOnlySpan<float> point, Span<float> gradient);
}

using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>
/// What every optimizer must keep: each weight by itself, the same bits each time, no write beyond the weights, a JSON form. Derive a
/// test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(Lion))]
/// public class MyOptimizers : OptimizerConformance;
/// </code>
/// How far an optimizer comes is not tested: that depends on its learning rate.
/// </remarks>
public abstract class OptimizerConformance
{
    /// <summary>The optimizer called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Optimizer Create(string name) => Rule.Make(Optimizer.Catalog, name, nameof(Create));

    /// <summary>A weight with the same gradients gets the same bits wherever it stands, in a net of any size.</summary>
    [Theory, EveryOptimizer]
    public void Update_WhereverAWeightStands_GivesItTheSameBits(string name)
    {
        float[] few = Uniform(5, 1), many = Uniform(37, 2);
        many[20] = few[3];
        float[] fewGradients = Uniform(5, 3), manyGradients = Uniform(37, 4);
        manyGradients[20] = fewGradients[3];
        var optimizer = Create(name);
        var (one, other) = (new OptimizerState(optimizer, 5), new OptimizerState(optimizer, 37));

        for (int step = 0; step < 3; step++)
        {
            Step(optimizer, one, fewGradients, few);
            Step(optimizer, other, manyGradients, many);
        }

        Rule.Require(
            BitConverter.SingleToInt32Bits(few[3]) == BitConverter.SingleToInt32Bits(many[20]),
            "A weight with the same gradients must get the same bits wherever it stands.",
            Invariant($"After 3 steps of {name}, weight 3 of 5 is {few[3]:G9} and the same weight at 20 of 37 is {many[20]:G9}."),
            "Update each weight from its own gradient and state, by the same operations in vectors and in what is left over.");
    }

    /// <summary>A gradient of NaN makes its own weight NaN and no other.</summary>
    [Theory, EveryOptimizer]
    public void Update_OnNaN_KeepsItToItself(string name)
    {
        var optimizer = Create(name);
        float[] weights = new float[20], gradients = new float[20];
        weights.AsSpan().Fill(1);
        gradients.AsSpan().Fill(0.5f);
        gradients[7] = float.NaN;

        Step(optimizer, new(optimizer, 20), gradients, weights);

        int[] broken = [.. weights.Index().Where(item => float.IsNaN(item.Item)).Select(item => item.Index)];
        Rule.Require(
            broken is [7],
            "A gradient that is NaN must make its own weight NaN, and no other.",
            Invariant($"The gradient of weight 7 is NaN; of {name}, weights [{string.Join(", ", broken)}] are."),
            "Do not take a maximum or a sum over weights, and let NaN through a maximum of its own.");
    }

    /// <summary>A compiled net is read back from its JSON with an equal optimizer.</summary>
    [Theory, EveryOptimizer]
    public void Json_OfANetCompiledWithIt_RoundTrips(string name)
    {
        var optimizer = Create(name) with
        {
            LearningRate = new ExponentialDecay(0.1, 100, 0.9) { Staircase = true },
            ClipNorm = 1.5f,
        };
        var model = new Sequential([4]) { new Dense(2) };
        model.Compile(optimizer, "mse");

        var again = Sequential.FromJson(model.ToJson());

        Rule.Require(
            optimizer.Equals(again.Settings!.Optimizer),
            "A compiled net must be read back from its JSON with an equal optimizer.",
            $"{optimizer} is read back as {again.Settings.Optimizer}.",
            "Make every setting a property with an init accessor or an argument of the constructor.");
    }

    /// <summary>
    /// Nothing is written but the weights and the state, at any number of weights: vectors must end where the weights end.
    /// </summary>
    [Theory, EveryOptimizer]
    public void Update_OfAnyNumberOfWeights_WritesNothingElse(string name)
    {
        const int Guard = 32;
        for (int count = 1; count <= 70; count++)
        {
            var optimizer = Create(name);
            float[] weights = Uniform(count + (2 * Guard), 1), gradients = Uniform(count + (2 * Guard), 2);
            float[] before = [.. weights], given = [.. gradients];
            var state = new OptimizerState(optimizer, count);

            for (int step = 0; step < 2; step++)
            {
                Step(optimizer, state, gradients.AsSpan(Guard, count), weights.AsSpan(Guard, count));
            }

            RequireUnchanged(before[..Guard], weights[..Guard], "before the weights");
            RequireUnchanged(before[^Guard..], weights[^Guard..], "behind the weights");
            RequireUnchanged(given, gradients, "of the gradients");

            void RequireUnchanged(float[] one, float[] other, string where) => Rule.RequireSame(
                one,
                other,
                "An update must write the weights it is given, and nothing else.",
                Invariant($"Numbers {where} before and after an update of {count} weights by {name}"),
                "End vectors where the spans end; gradients are read only.");
        }
    }

    /// <summary>The same steps from a new state have the same bits, whatever the optimizer did before.</summary>
    [Theory, EveryOptimizer]
    public void Updates_FromANewState_AreTheSameTwice(string name)
    {
        var optimizer = Create(name);

        Rule.RequireSame(
            Trained(optimizer),
            Trained(optimizer),
            "The same steps from a new state must give the same bits.",
            $"The weights of two trainings by {name}",
            "Keep what an update changes in the OptimizerState, and nothing in the optimizer.");

        static float[] Trained(Optimizer optimizer)
        {
            float[] weights = Uniform(21, 1);
            var state = new OptimizerState(optimizer, weights.Length);
            for (ulong step = 0; step < 5; step++)
            {
                Step(optimizer, state, Uniform(weights.Length, 2 + step), weights);
            }

            return weights;
        }
    }

    private static float[] Uniform(int count, ulong seed)
    {
        var stream = RandomAddress.FromSeed(seed).Stream();
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)((stream.NextDouble() - 0.5) * 2);
        }

        return values;
    }

    private protected static void Step(Optimizer optimizer, OptimizerState state, ReadOnlySpan<float> gradients, Span<float> weights)
    {
        state.Step++;
        optimizer.Update(state, (float)optimizer.LearningRate.At(state.Step - 1), gradients, weights);
    }
}

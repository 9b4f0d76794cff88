using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>The suite of optimizers fails for an optimizer that breaks a rule.</summary>
public class BrokenOptimizerTests
{
    [Fact]
    public void Suite_OfAnOptimizerThatWritesBeyondItsWeights_Fails() =>
        Assert.ThrowsAny<XunitException>(() => new Broken((_, _, weights) =>
    {
        int whole = (weights.Length + 15) / 16 * 16; // as vectors do that are not cut at the end; the suite's guard is longer
        for (int i = 0; i < whole; i++)
        {
            Unsafe.Add(ref MemoryMarshal.GetReference(weights), i) -= 0.1f;
        }
    }).Update_OfAnyNumberOfWeights_WritesNothingElse("broken"));

    [Fact]
    public void Suite_OfAnOptimizerThatCountsByItself_Fails()
    {
        int steps = 0;

        Assert.ThrowsAny<XunitException>(() =>
            new Broken((_, gradient, weights) => weights[0] -= ++steps * gradient[0]).Updates_FromANewState_AreTheSameTwice("broken"));
    }

    [Fact]
    public void Suite_OfAnOptimizerThatMixesWeights_Fails()
    {
        var suite = new Broken((_, gradient, weights) =>
        {
            float mean = gradient.ToArray().Average();
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] -= 0.1f * (gradient[i] - mean);
            }
        });

        Assert.ThrowsAny<XunitException>(() => suite.Update_WhereverAWeightStands_GivesItTheSameBits("broken"));
        Assert.ThrowsAny<XunitException>(() => suite.Update_OnNaN_KeepsItToItself("broken"));
    }

    private delegate void Rule(OptimizerState state, ReadOnlySpan<float> gradient, Span<float> weights);

    private sealed class Broken(Rule rule) : OptimizerConformance
    {
        protected override Optimizer Create(string name) => new BrokenOptimizer(rule);
    }

    private sealed record BrokenOptimizer(Rule Rule) : Optimizer(0.1)
    {
        public override int Slots => 0;

        public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights) =>
            Rule(state, gradient, weights);
    }
}

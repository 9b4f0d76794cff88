using Xunit.Sdk;

namespace Trimtab.Networks.Tests;

/// <summary>The suite of losses fails for a loss that breaks a rule.</summary>
public class BrokenLossTests
{
    [Fact]
    public void Suite_OfALossWithAWrongGradient_Fails()
    {
        new Suite(new Square()).Evaluate_OnEachRow_HasTheGradientOfFiniteDifferences("right");

        Fails(new Square { Slope = 1.9f }, suite => suite.Evaluate_OnEachRow_HasTheGradientOfFiniteDifferences("broken"), "derivative");
    }

    [Fact]
    public void Suite_OfALossThatIgnoresNaN_Fails()
    {
        new Suite(new Square()).Evaluate_OfNaN_IsNaN("right");

        Fails(new Square { IgnoresNaN = true }, suite => suite.Evaluate_OfNaN_IsNaN("broken"), "must have a loss of NaN");
    }

    [Fact]
    public void Suite_OfALossThatCounts_OrLeavesAGradientOut_Fails()
    {
        new Suite(new Square()).Evaluate_OfTheSameRow_IsTheSameEachTime("right");

        Fails(new Square { Grows = true }, suite => suite.Evaluate_OfTheSameRow_IsTheSameEachTime("broken"), "each time");
        Fails(new Square { LeavesOut = 1 }, suite => suite.Evaluate_OfTheSameRow_IsTheSameEachTime("broken"), "whole gradient");
        Fails(new Square { Allocates = true }, suite => suite.Evaluate_OfTheSameRow_IsTheSameEachTime("broken"), "must not allocate");
    }

    [Fact]
    public void Suite_OfALossWhoseLogitsAreOthers_Fails()
    {
        new Suite(new Square()).EvaluateLogits_OnEachRow_IsEvaluateAfterTheActivation("right");

        Fails(
            new Square { LogitFactor = 1.1f },
            suite => suite.EvaluateLogits_OnEachRow_IsEvaluateAfterTheActivation("broken"),
            "must be Evaluate after the FusedActivation");
        Fails(
            new Square { LogitFactor = 1.1f },
            suite => suite.EvaluateLogits_OnHugeLogits_IsFinite("broken"),
            "must be finite");
    }

    private static void Fails(Loss loss, Action<Suite> test, string rule) =>
        Assert.Contains(rule, Assert.ThrowsAny<XunitException>(() => test(new(loss))).Message, StringComparison.Ordinal);

    private sealed class Suite(Loss loss) : LossConformance
    {
        protected override Loss Create(string name) => loss;
    }

    /// <summary>Σ (t − p)², also after the identity as an activation, with things wrong.</summary>
    private sealed record Square : Loss
    {
        private int _calls;

        public float Slope { get; init; } = 2;

        public float LogitFactor { get; init; } = 1;

        public bool IgnoresNaN { get; init; }

        public bool Grows { get; init; }

        public bool Allocates { get; init; }

        public int LeavesOut { get; init; }

        public override Activation FusedActivation => "linear";

        public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
        {
            float sum = Grows ? ++_calls : 0;
            sum += Allocates ? (new float[1])[0] : 0;
            for (int i = 0; i < prediction.Length; i++)
            {
                float error = IgnoresNaN && float.IsNaN(prediction[i]) ? 0 : prediction[i] - target[i];
                sum += error * error;
                if (i < gradient.Length - LeavesOut)
                {
                    gradient[i] = Slope * error;
                }
            }

            return sum;
        }

        public override float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient) =>
            LogitFactor * Evaluate(target, logits, gradient);
    }
}

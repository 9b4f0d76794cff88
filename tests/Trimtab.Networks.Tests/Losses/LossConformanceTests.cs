namespace Trimtab.Networks.Tests;

/// <summary>What every loss that can be given by name must keep.</summary>
public class LossConformanceTests
{
    private const int Outputs = 4;

    public static TheoryData<string> Every => [.. Loss.Catalog.Names];

    public static TheoryData<string> Fused => [.. Loss.Catalog.Names.Where(n => Loss.Catalog.Create(n).FusedActivation is not null)];

    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(
        [
            "binary_crossentropy", "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy",
            "categorical_hinge", "hinge", "huber", "kl_divergence", "log_cosh", "mean_absolute_error", "mean_absolute_percentage_error",
            "mean_squared_error", "mean_squared_logarithmic_error", "poisson", "sparse_categorical_crossentropy", "squared_hinge",
        ],
        Loss.Catalog.Names);

    [Theory]
    [MemberData(nameof(Every))]
    public void Evaluate_OnRandomRows_HasTheGradientOfFiniteDifferences(string name)
    {
        Loss loss = name;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            float[] prediction = [.. Drawn.Uniform(Outputs, 0.4f, seed).Select(v => v + 0.5f)];
            AssertGradient(prediction, (p, g) => loss.Evaluate(Target(loss, seed), p, g));
        }
    }

    [Theory]
    [MemberData(nameof(Fused))]
    public void EvaluateLogits_OnRandomRows_HasTheGradientOfFiniteDifferences(string name)
    {
        Loss loss = name;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            AssertGradient(Drawn.Uniform(Outputs, 4, seed), (p, g) => loss.EvaluateLogits(Target(loss, seed), p, g));
        }
    }

    [Theory]
    [MemberData(nameof(Fused))]
    public void EvaluateLogits_OnRandomRows_IsEvaluateAfterTheActivation(string name)
    {
        Loss loss = name;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            float[] logits = Drawn.Uniform(Outputs, 4, seed), block = [.. logits.SelectMany(v => Enumerable.Repeat(v, 16))];
            loss.FusedActivation!.Forward(block, block, Outputs);
            float[] probabilities = [.. Enumerable.Range(0, Outputs).Select(c => block[c * 16])];

            // Keras's epsilons move a probability of e⁻⁸ by a part in 3000
            Assert.Equal(loss.Evaluate(Target(loss, seed), probabilities, []), loss.EvaluateLogits(Target(loss, seed), logits, []), 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Fused))]
    public void EvaluateLogits_OnHugeLogits_IsFinite(string name)
    {
        Loss loss = name;
        float[] gradient = new float[Outputs];

        Assert.True(float.IsFinite(loss.EvaluateLogits(Target(loss, 1), [1e30f, -1e30f, 0, 500], gradient)));
        Assert.All(gradient, g => Assert.True(float.IsFinite(g)));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Evaluate_OfNaN_IsNaN(string name)
    {
        Loss loss = name;

        Assert.True(float.IsNaN(loss.Evaluate(Target(loss, 1), [float.NaN, float.NaN, float.NaN, float.NaN], new float[Outputs])));
    }

    [Theory]
    [MemberData(nameof(Fused))]
    public void EvaluateLogits_OfNaN_IsNaN(string name)
    {
        Loss loss = name;

        Assert.True(float.IsNaN(loss.EvaluateLogits(Target(loss, 1), [0, float.NaN, 0, 0], new float[Outputs])));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Evaluate_AllocatesNothing(string name)
    {
        Loss loss = name;
        float[] target = Target(loss, 1), prediction = [0.1f, 0.2f, 0.3f, 0.4f], gradient = new float[Outputs];

        Assert.Equal(0L, Allocations.Of(() => loss.Evaluate(target, prediction, gradient)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void SparseCategoricalCrossentropy_OfNoClassNumber_SaysTheRule(double target)
    {
        var exception = Assert.Throws<ArgumentException>(() => new SparseCategoricalCrossentropy().EvaluateLogits(
            [(float)target], new float[Outputs], []));

        Assert.StartsWith("A target must be one integer from 0 to 3, the class. Got", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateLogits_OfLossWithoutActivation_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => new Huber().EvaluateLogits([0], [0], []));

    [Fact]
    public void TargetsFor_Losses_AreAsManyAsOutputsOrOneClassNumber()
    {
        Assert.Equal(10, new CategoricalCrossentropy().TargetsFor(10));
        Assert.Equal(1, new SparseCategoricalCrossentropy().TargetsFor(10));
    }

    private static float[] Target(Loss loss, ulong seed) => loss.TargetsFor(Outputs) == 1
        ? [seed % Outputs]
        : [.. Enumerable.Range(0, Outputs).Select(i => (i == (int)(seed % Outputs) ? 1f : 0f) + Apart(loss))];

    /// <summary>An error relative to a target of 0 is of millions of percent, in which the others are lost.</summary>
    private static float Apart(Loss loss) => loss is MeanAbsolutePercentageError ? 1 : 0;

    private static void AssertGradient(float[] point, LossAt loss)
    {
        const float Step = 1 / 1024f;
        float[] gradient = new float[point.Length];
        loss(point, gradient);
        for (int i = 0; i < point.Length; i++)
        {
            float[] above = [.. point], below = [.. point];
            above[i] += Step;
            below[i] -= Step;
            double slope = ((double)loss(above, []) - loss(below, [])) / ((double)above[i] - below[i]);

            Assert.Equal(slope, gradient[i], 1e-3 * Math.Max(1, Math.Abs(slope))); // float losses up to 9 (ulp 1e-6) over 2e-3
        }
    }

    private delegate float LossAt(ReadOnlySpan<float> point, Span<float> gradient);
}

namespace Trimtab.Networks.Tests;

/// <summary>Every loss, the sample's included.</summary>
public class LossConformanceTests : LossConformance
{
    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(
        [
            "binary_crossentropy", "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy",
            "categorical_hinge", "hinge", "huber", "kl_divergence", "log_cosh", "mean_absolute_error", "mean_absolute_percentage_error",
            "mean_squared_error", "mean_squared_logarithmic_error", "poisson", "sparse_categorical_crossentropy", "squared_hinge",
        ],
        Loss.Catalog.Names.Where(name => Loss.Catalog.TypeOf(name).Assembly == typeof(Loss).Assembly));

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void SparseCategoricalCrossentropy_OfNoClassNumber_SaysTheRule(double target)
    {
        var exception = Assert.Throws<ArgumentException>(() => new SparseCategoricalCrossentropy().EvaluateLogits(
            [(float)target], new float[4], []));

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

    /// <summary>An error relative to a target of 0 is of millions of percent, in which the others are lost.</summary>
    protected override float[] Target(Loss loss, int row) =>
        [.. base.Target(loss, row).Select(target => loss is MeanAbsolutePercentageError ? target + 1 : target)];
}

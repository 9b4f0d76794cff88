namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>Learning rate schedules at their ends and between.</summary>
public class LearningRateTests
{
    public static TheoryData<LearningRate, long, double> Rates => new()
    {
        { 0.5, 0, 0.5 },
        { 0.5, 1_000_000, 0.5 },
        { new ExponentialDecay(0.5, 10, 0.25), 0, 0.5 },
        { new ExponentialDecay(0.5, 10, 0.25), 5, 0.25 },
        { new ExponentialDecay(0.5, 10, 0.25), 10, 0.125 },
        { new ExponentialDecay(0.5, 10, 0.25) { Staircase = true }, 9, 0.5 },
        { new ExponentialDecay(0.5, 10, 0.25) { Staircase = true }, 10, 0.125 },
        { new InverseTimeDecay(1, 4, 2), 0, 1 },
        { new InverseTimeDecay(1, 4, 2), 2, 0.5 },
        { new InverseTimeDecay(1, 4, 2) { Staircase = true }, 3, 1 },
        { new InverseTimeDecay(1, 4, 2) { Staircase = true }, 4, 1 / 3.0 },
        { new CosineDecay(0.8, 10), 0, 0.8 },
        { new CosineDecay(0.8, 10), 5, 0.4 },
        { new CosineDecay(0.8, 10) { Alpha = 0.25 }, 10, 0.2 },
        { new CosineDecay(0.8, 10) { Alpha = 0.25 }, 99, 0.2 },
        { new PolynomialDecay(1, 10) { End = 0.5 }, 0, 1 },
        { new PolynomialDecay(1, 10) { End = 0.5 }, 5, 0.75 },
        { new PolynomialDecay(1, 10) { End = 0.5, Power = 2 }, 5, 0.625 },
        { new PolynomialDecay(1, 10) { End = 0.5 }, 11, 0.5 },
        { new PiecewiseConstant([3, 7], [1, 0.5, 0.25]), 3, 1 },
        { new PiecewiseConstant([3, 7], [1, 0.5, 0.25]), 4, 0.5 },
        { new PiecewiseConstant([3, 7], [1, 0.5, 0.25]), 7, 0.5 },
        { new PiecewiseConstant([3, 7], [1, 0.5, 0.25]), 8, 0.25 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Rate_AtAStep_FollowsTheFormula(LearningRate schedule, long step, double expected) =>
        Assert.Equal(expected, schedule.At(step), 1e-15);

    [Fact]
    public void Schedules_WithTheSameRates_AreEqual()
    {
        Assert.Equal(new PiecewiseConstant([3], [1, 0.5]), new PiecewiseConstant([3], [1, 0.5]));
        Assert.Equal(new PiecewiseConstant([3], [1, 0.5]).GetHashCode(), new PiecewiseConstant([3], [1, 0.5]).GetHashCode());
        Assert.NotEqual(new PiecewiseConstant([3], [1, 0.5]), new PiecewiseConstant([4], [1, 0.5]));
        Assert.NotEqual(new PiecewiseConstant([3], [1, 0.5]), new PiecewiseConstant([3], [1, 0.25]));
    }

    [Fact]
    public void Catalog_HasEverySchedule() => Assert.Equal(
        ["constant", "cosine_decay", "exponential_decay", "inverse_time_decay", "piecewise_constant", "polynomial_decay"],
        LearningRate.Catalog.Names);
}

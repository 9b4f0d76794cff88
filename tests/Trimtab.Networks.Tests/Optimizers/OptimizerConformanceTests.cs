namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>Every optimizer, the sample's included; and what Trimtab's own must do beyond that.</summary>
public class OptimizerConformanceTests : OptimizerConformance
{
    public static TheoryData<string> OfTrimtab =>
        [.. Optimizer.Catalog.Names.Where(name => Optimizer.Catalog.TypeOf(name).Assembly == typeof(Optimizer).Assembly)];

    [Theory]
    [MemberData(nameof(OfTrimtab))]
    public void Update_OnABowl_Descends(string name)
    {
        Optimizer optimizer = name;
        float[] weights = [1, -1, 0.5f];
        var state = new OptimizerState(optimizer, weights.Length);

        for (int step = 0; step < 200; step++)
        {
            Step(optimizer, state, [.. weights], weights);
        }

        Assert.True(weights.Sum(w => w * w) < 2.25f * 0.95f, $"after 200 steps: {string.Join(", ", weights)}");
    }

    [Fact]
    public void Json_OfEverySchedule_RoundTrips()
    {
        LearningRate[] schedules =
        [
            0.5,
            new InverseTimeDecay(0.1, 3, 0.5),
            new PolynomialDecay(0.1, 10) { Power = 2 },
            new CosineDecay(0.1, 5) { Alpha = 0.1 },
            new PiecewiseConstant([3, 7], [0.1, 0.05, 0.01]),
        ];
        Assert.All(schedules, schedule =>
        {
            var model = new Sequential([4]) { new Dense(2) };
            model.Compile(new Sgd { LearningRate = schedule }, "mse");

            Assert.Equal(schedule, Sequential.FromJson(model.ToJson()).Settings!.Optimizer.LearningRate);
        });
    }

    [Theory]
    [MemberData(nameof(OfTrimtab))]
    public void Update_WithTheStateOfASmallerNet_IsRefused(string name)
    {
        Optimizer optimizer = name;
        var state = new OptimizerState(optimizer, 40);

        var error = Record.Exception(() => Step(optimizer, state, new float[64], new float[64]));

        Assert.Equal(optimizer.Slots > 0, error is ArgumentException);
    }

    public static TheoryData<string, Action> Wrong => new()
    {
        { "Momentum must be 0 or more and below 1. Got 1", () => _ = new Sgd { Momentum = 1 } },
        { "Beta2 must be 0 or more and below 1. Got -0.1", () => _ = new Adam { Beta2 = -0.1 } },
        { "ClipNorm must be above 0 and finite. Got 0", () => _ = new Adam { ClipNorm = 0 } },
        { "Rate must be above 0 and finite. Got -1", () => _ = new ConstantRate(-1) },
        { "LearningRate must be above 0 and finite. Got -1", () => _ = new Adam { LearningRate = -1 } },
        { "Boundaries must be strictly increasing. Got 7, 3", () => _ = new PiecewiseConstant([7, 3], [1, 2, 3]) },
        { "one rate more than boundaries", () => _ = new PiecewiseConstant([3], [1]) },
        { "No Optimizer is called 'adamm'", () => _ = (Optimizer)"adamm" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_OutOfRange_SayTheRule(string message, Action make) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(make).Message, StringComparison.Ordinal);
}

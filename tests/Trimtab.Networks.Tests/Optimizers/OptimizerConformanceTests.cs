namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>What every optimizer must do. A new one joins by its name.</summary>
public class OptimizerConformanceTests
{
    public static TheoryData<string> Names => [.. Optimizer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_WhereverAWeightStands_GivesItTheSameBits(string name)
    {
        float[] few = Drawn.Uniform(5, 1, 1), many = Drawn.Uniform(37, 1, 2);
        many[20] = few[3];
        float[] fewGradients = Drawn.Uniform(5, 1, 3), manyGradients = Drawn.Uniform(37, 1, 4);
        manyGradients[20] = fewGradients[3];
        Optimizer optimizer = name;
        var (one, other) = (new OptimizerState(optimizer, 5), new OptimizerState(optimizer, 37));

        for (int step = 0; step < 3; step++)
        {
            Step(optimizer, one, fewGradients, few);
            Step(optimizer, other, manyGradients, many);
        }

        Assert.Equal(BitConverter.SingleToInt32Bits(few[3]), BitConverter.SingleToInt32Bits(many[20]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_OnNaN_KeepsItToItself(string name)
    {
        Optimizer optimizer = name;
        float[] weights = new float[20], gradients = new float[20];
        weights.AsSpan().Fill(1);
        gradients.AsSpan().Fill(0.5f);
        gradients[7] = float.NaN;

        Step(optimizer, new(optimizer, 20), gradients, weights);

        Assert.Equal([7], weights.Index().Where(item => float.IsNaN(item.Item)).Select(item => item.Index));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_OfANetCompiledWithIt_RoundTrips(string name)
    {
        Optimizer optimizer = ((Optimizer)name) with
        {
            LearningRate = new ExponentialDecay(0.1, 100, 0.9) { Staircase = true },
            ClipNorm = 1.5f,
        };
        var model = new Sequential([4]) { new Dense(2) };
        model.Compile(optimizer, "mse");

        var again = Sequential.FromJson(model.ToJson());

        Assert.Equal(optimizer, again.Settings!.Optimizer);
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
    [MemberData(nameof(Names))]
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

    private static void Step(Optimizer optimizer, OptimizerState state, float[] gradients, float[] weights)
    {
        state.Step++;
        optimizer.Update(state, (float)optimizer.LearningRate.At(state.Step - 1), gradients, weights);
    }
}

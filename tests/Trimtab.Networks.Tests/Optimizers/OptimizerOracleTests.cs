using System.Text.Json;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Optimizers;

/// <summary>
/// Twelve steps on given gradients against the formulas in double precision (and PyTorch's own optimizers where the forms agree).
/// </summary>
public class OptimizerOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("optimizers.json");
    private static readonly (int Offset, int Length)[] _variables = [(0, 5), (5, 3)];

    /// <summary>Cases of the form Keras took on with 2.11, and which of them we can be set to.</summary>
    private static readonly string[] _laterForms =
    [
        "RMSprop keras>=2.11", "RMSprop centered keras>=2.11", "Adagrad keras>=2.11", "SGD clipnorm and clipvalue, keras>=2.11"
    ];

    public static TheoryData<int> Cases =>
    [.. Entries().Index().Where(item => !_laterForms.Contains(Form(item.Item))).Select(item => item.Index)];

    public static TheoryData<int> Schedules => [.. Enumerable.Range(0, _oracle.GetProperty("learning_rate_schedules").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_OnTheOraclesGradients_FollowsItsWeights(int index)
    {
        var oracle = Entries()[index];

        Follow(Make(oracle), (step, weights) =>
        {
            if (oracle.GetProperty("weights_after_step").TryGetProperty($"{step}", out var expected))
            {
                // Single precision beside double: twelve steps, each rounded a few times at weights of size 1.
                Assert.All(expected.Numbers().Zip(weights), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
            }
        });
    }

    [Fact]
    public void Update_OfCenteredRmsProp_FollowsPyTorchs()
    {
        // the older form, as PyTorch's
        var oracle = Entries().Single(entry => Form(entry).StartsWith("RMSprop centered", StringComparison.Ordinal));

        float[] last = Follow(Make(oracle), (_, _) => { });

        // The third weight's gradients are of the size of ε: its variance is lost to rounding in single precision.
        Assert.All(
            oracle.GetProperty("torch_final_weights").Numbers().Zip(last).Where((_, i) => i != 2),
            pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    private static float[] Follow(Optimizer optimizer, Action<int, float[]> check)
    {
        float[] weights = [.. _oracle.GetProperty("initial_weights").EnumerateArray().SelectMany(variable => variable.Floats())];
        var state = new OptimizerState(optimizer, weights.Length);

        foreach (var (step, gradients) in _oracle.GetProperty("gradients_by_step").EnumerateArray().Index())
        {
            float[] gradient = [.. gradients.EnumerateArray().SelectMany(variable => variable.Floats())];
            GradientClipping.Apply(optimizer, gradient, _variables);
            float rate = (float)optimizer.LearningRate.At(state.Step);
            state.Step++;
            optimizer.Update(state, rate, gradient, weights);
            check(step + 1, weights);
        }

        return weights;
    }

    [Fact]
    public void Cases_OfTheOracle_AreAllTriedButTheLaterForms() => Assert.Equal(28 - 5, Cases.Count);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void At_OfTheOraclesSchedules_IsItsRate(int index)
    {
        var oracle = _oracle.GetProperty("learning_rate_schedules")[index];
        var rate = MakeSchedule(oracle);

        Assert.Equal(
            oracle.GetProperty("lr").Numbers(),
            oracle.GetProperty("step").Integers().Select(step => rate.At(step)),
            (x, y) => Math.Abs(x - y) <= 1e-12 * Math.Abs(x) + 1e-17);
    }

    private static List<JsonElement> Entries() => [.. _oracle.GetProperty("optimizers").EnumerateArray()];

    private static string Form(JsonElement oracle)
    {
        string name = oracle.GetProperty("name").GetString()!;
        bool sameInBoth = name is "RMSprop momentum" or "Nadam";
        return !sameInBoth && oracle.GetProperty("hyperparameters").TryGetProperty("form", out var form)
            ? $"{name} {form.GetString()}"
            : name;
    }

    private static Optimizer Make(JsonElement oracle)
    {
        var settings = oracle.GetProperty("hyperparameters");
        double Value(string name, double otherwise) => settings.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        bool Is(string name) => settings.TryGetProperty(name, out var value) && value.GetBoolean();
        float? Bound(string name) => settings.TryGetProperty(name, out var value) ? value.GetSingle() : null;
        string named = oracle.GetProperty("name").GetString()!.Split(' ')[0];
        Optimizer optimizer = named switch
        {
            "SGD" => new Sgd { Momentum = Value("momentum", 0), Nesterov = Is("nesterov") },
            "RMSprop" => new RmsProp { Momentum = Value("momentum", 0), Centered = Is("centered") },
            "Adagrad" => new Adagrad { InitialAccumulator = 0.1 },
            "Adadelta" => new Adadelta(),
            "Adam" => new Adam(),
            "AMSGrad" => new AmsGrad(),
            "AdamW" => new AdamW { WeightDecay = 0.004 },
            "Adamax" => new Adamax(),
            "Nadam" => new Nadam { ScheduleDecay = Value("schedule_decay", 1) },
            _ => throw new InvalidOperationException(named),
        };
        double rate = Value("learning_rate", double.NaN);
        return optimizer with
        {
            LearningRate = settings.TryGetProperty("decay", out var decay) ? new InverseTimeDecay(rate, 1, decay.GetDouble()) : rate,
            ClipNorm = Bound("clipnorm"),
            ClipValue = Bound("clipvalue"),
            GlobalClipNorm = Bound("global_clipnorm"),
        };
    }

    private static LearningRate MakeSchedule(JsonElement oracle)
    {
        double Value(string name) => oracle.GetProperty(name).GetDouble();
        long Steps() => oracle.GetProperty("decay_steps").GetInt64();
        return oracle.GetProperty("name").GetString() switch
        {
            "ExponentialDecay" => new ExponentialDecay(Value("initial_learning_rate"), Steps(), Value("decay_rate"))
            {
                Staircase = oracle.GetProperty("staircase").GetBoolean(),
            },
            "InverseTimeDecay" => new InverseTimeDecay(Value("initial_learning_rate"), Steps(), Value("decay_rate"))
            {
                Staircase = oracle.GetProperty("staircase").GetBoolean(),
            },
            "PolynomialDecay" => new PolynomialDecay(Value("initial_learning_rate"), Steps())
            {
                End = Value("end_learning_rate"),
                Power = Value("power"),
            },
            "CosineDecay" => new CosineDecay(Value("initial_learning_rate"), Steps()) { Alpha = Value("alpha") },
            "PiecewiseConstantDecay" => new PiecewiseConstant(
                [.. oracle.GetProperty("boundaries").Integers().Select(step => (long)step)], oracle.GetProperty("values").Numbers()),
            var other => throw new InvalidOperationException(other),
        };
    }
}

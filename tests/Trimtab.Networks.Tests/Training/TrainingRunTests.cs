using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

/// <summary>Steps and epochs of a training.</summary>
public class TrainingRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One weight w, prediction w·x, loss (w·x − t)²: w ← w − η · 2x(w·x − t).</summary>
    [Fact]
    public void Step_OfGradientDescent_FollowsTheFormula()
    {
        using var run = Line(new Sgd { LearningRate = 0.125 }, out var rows, x: [2], t: [3]);
        SetWeight(run, 0.5f);

        var evaluation = Epoch(run, rows, batchSize: 1);

        Assert.Equal(4, evaluation.Loss); // (0.5·2 − 3)², before the step
        Assert.Equal(0.5f - (0.125f * 2 * 2 * -2), Weight(run));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(1, 4)]
    public void Epoch_TakesAStepPerBatchAndTheRemainder(int batchSize, int steps)
    {
        using var run = Line("sgd", out var rows, x: [1, 2, 3, 4], t: [0, 0, 0, 0]);
        int ended = 0;

        run.Epoch(rows, new(batchSize, Shuffle: false), () => ended++, Token);

        Assert.Equal((steps, (long)steps), (ended, run.State.Step));
    }

    /// <summary>Batches of 3 and 1: gradients are means over the rows of their own batch.</summary>
    [Fact]
    public void Epoch_WithASmallLastBatch_AveragesOverItsRows()
    {
        using var run = Line(new Sgd { LearningRate = 0.25 }, out var rows, x: [1, 1, 1, 1], t: [0, 0, 0, 0]);
        SetWeight(run, 8);

        var evaluation = Epoch(run, rows, batchSize: 3);

        Assert.Equal(2, Weight(run)); // halved at each step: 8, 4, 2
        Assert.Equal(((3 * 64) + 16) / 4.0, evaluation.Loss); // weighted by rows
    }

    [Fact]
    public void Loss_IncludesPenaltiesInTrainingAndEvaluation()
    {
        using var run = Line("sgd", out var rows, x: [0], t: [1], regularizer: new L2 { Factor = 0.5f });
        SetWeight(run, 2);

        Assert.Equal(1 + (0.5 * 4), run.Evaluate(rows, 8, Token).Loss);
        Assert.Equal(1 + (0.5 * 4), Epoch(run, rows, 1).Loss);
        Assert.Equal(2 - (0.01f * 2), Weight(run), 1e-6); // the gradient of the penalty alone, at the default rate
    }

    [Fact]
    public void Constraint_IsAppliedAfterTheStep()
    {
        using var run = Line(new Sgd { LearningRate = 1 }, out var rows, x: [1], t: [-5], constraint: new NonNeg());
        SetWeight(run, 0.5f);

        Epoch(run, rows, 1);

        Assert.Equal(0, Weight(run));
    }

    [Fact]
    public void Loss_ThatIsNotFinite_EndsTheEpochWithoutAnUpdate()
    {
        using var run = Line("sgd", out var rows, x: [1, 1], t: [0, 0]);
        SetWeight(run, float.PositiveInfinity);
        int ended = 0;

        var evaluation = run.Epoch(rows, new(1, Shuffle: false), () => ended++, Token);

        Assert.False(double.IsFinite(evaluation.Loss));
        Assert.Equal((0, 0L), (ended, run.State.Step));
    }

    [Fact]
    public void Shuffle_IsThatOfTheEpochsAddress()
    {
        // A step at rate ½ sets w to t exactly (x = 1): afterwards, w is the target of the last row of the order.
        double[] targets = [.. Enumerable.Range(0, 40).Select(row => (double)row)];
        using var run = Line(new Sgd { LearningRate = 0.5 }, out var rows, x: [.. targets.Select(_ => 1f)], t: targets);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            int[] order = [.. Enumerable.Range(0, 40)];
            RandomAddress.FromSeed(0).At("shuffle").At(epoch).Stream().Shuffle(order.AsSpan());

            run.Epoch(rows, new(1, Shuffle: true), () => { }, Token);

            Assert.Equal(order[^1], Weight(run));
        }
    }

    [Fact]
    public void LearningRate_IsTheSchedulesUntilItIsOverridden()
    {
        using var run = Line(new Sgd { LearningRate = new ExponentialDecay(0.5, 1, 0.5) }, out var rows, x: [1, 1, 1], t: [0, 0, 0]);

        Epoch(run, rows, 1);
        double scheduled = run.LearningRate;
        run.LearningRateOverride = 0.75;

        Assert.Equal((0.0625, 0.75), (scheduled, run.LearningRate));
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("nadam")]
    public void Load_OfASnapshot_ContinuesWithTheSameBits(string optimizer)
    {
        using var whole = Nets.Seed(optimizer);
        using var restored = Nets.Seed(optimizer);
        var (run, other) = (whole.Build(RandomAddress.FromSeed(1)), restored.Build(RandomAddress.FromSeed(99)));
        other.Random = RandomAddress.FromSeed(1);
        var rows = CheckedDataset.Check(Nets.Train, run.Network, "categorical_crossentropy");
        Epoch(run, rows, 32);
        using var snapshot = new MemoryStream();
        run.Save(new(snapshot));
        snapshot.Position = 0;

        other.Load(new(snapshot));
        Epoch(run, rows, 32);
        Epoch(other, rows, 32);

        Assert.Equal(2, other.EpochsDone);
        Assert.Equal(whole.Bits(), restored.Bits());
    }

    [Fact]
    public void Load_OfATruncatedSnapshot_IsAnError()
    {
        using var run = Line("adam", out _, x: [1], t: [0]);
        using var snapshot = new MemoryStream();
        run.Save(new(snapshot));
        snapshot.SetLength(snapshot.Length - 1);
        snapshot.Position = 0;

        Assert.Throws<EndOfStreamException>(() => run.Load(new(snapshot)));
    }

    [Fact]
    public void Predict_InPartsOfAnySize_GivesTheSameBits()
    {
        using var model = Nets.Seed();
        var run = model.Build(RandomAddress.FromSeed(1));

        float[] whole = run.Predict(Nets.Test, 256, Token);

        Assert.All((int[])[1, 7, 16, 33], batch => Assert.Equal(whole, run.Predict(Nets.Test, batch, Token)));
    }

    [Fact]
    public void Evaluate_IsTheMeanOverRowsWithMetricsOverAll()
    {
        using var model = Nets.Small();
        var run = model.Build(RandomAddress.FromSeed(1));
        var rows = CheckedDataset.Check(Nets.Test, run.Network, "categorical_crossentropy");

        var evaluation = run.Evaluate(rows, 7, Token);

        float[] predictions = run.Predict(Nets.Test, 64, Token);
        int count = Nets.Test.Count;
        Assert.Equal(Enumerable.Range(0, count).Average(row => -Math.Log(predictions[(2 * row) + Class(row)])), evaluation.Loss, 1e-5);
        Assert.Equal(
            Enumerable.Range(0, count).Count(row => predictions[(2 * row) + Class(row)] > 0.5) / (double)count,
            evaluation["accuracy"],
            1e-12);

        static int Class(int row) => Nets.Test.TargetsOf(row)[1] == 1 ? 1 : 0;
    }

    [Fact]
    public void Epoch_Cancelled_StopsBeforeTheNextStep()
    {
        using var source = new CancellationTokenSource();
        using var run = Line("sgd", out var rows, x: [1, 2, 3], t: [0, 0, 0]);

        Assert.Throws<OperationCanceledException>(() => run.Epoch(rows, new(1, Shuffle: false), source.Cancel, source.Token));

        Assert.Equal(1, run.State.Step);
    }

    private static Evaluation Epoch(TrainingRun run, CheckedDataset rows, int batchSize) =>
        run.Epoch(rows, new(batchSize, Shuffle: false), () => { }, Token);

    /// <summary>A net of one weight, without bias.</summary>
    private static TrainingRun Line(
        Optimizer optimizer, out CheckedDataset rows, float[] x, double[] t, Regularizer? regularizer = null, Constraint? constraint = null)
    {
        var layer = new Dense(1) { Name = "line", UseBias = false, KernelRegularizer = regularizer, KernelConstraint = constraint };
        var run = new TrainingRun(new([layer], [1]), new(optimizer, "mse", [], null), RandomAddress.FromSeed(0));
        rows = CheckedDataset.Check(new(x, [1], t), run.Network, "mse");
        return run;
    }

    private static float Weight(TrainingRun run) => run.Network.Weights.Values.Span[0];

    private static void SetWeight(TrainingRun run, float weight) => run.Network.Weights.Values.Span[0] = weight;
}

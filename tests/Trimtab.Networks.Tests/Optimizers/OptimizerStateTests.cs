namespace Trimtab.Networks.Tests.Optimizers;

public class OptimizerStateTests
{
    public static TheoryData<string, int> Slots => new()
    {
        {
            "sgd",
            0 }, { "adagrad",
            1 }, { "rmsprop",
            1 }, { "adadelta",
            2 }, { "adam",
            2 }, { "adamax",
            2 }, { "nadam",
            2 }, { "adamw",
            2 }, { "amsgrad",
            3
        },
    };

    [Theory]
    [MemberData(nameof(Slots))]
    public void State_HasTheSlotsOfItsOptimizer(string optimizer, int slots)
    {
        var state = new OptimizerState(optimizer, 7);

        Assert.Equal((slots, 0L, 1.0), (state.Slots, state.Step, state.Product));
        Assert.All(Enumerable.Range(0, slots), slot => Assert.Equal(new float[7], state.Slot(slot).ToArray()));
    }

    [Fact]
    public void State_OfAdagrad_BeginsAtTheInitialAccumulator() =>
        Assert.Equal([0.1f, 0.1f], new OptimizerState(new Adagrad { InitialAccumulator = 0.1 }, 2).Slot(0).ToArray());

    [Theory]
    [MemberData(nameof(Slots))]
    public void Load_OfWhatWasSaved_RestoresAllOfIt(string optimizer, int slots)
    {
        var state = new OptimizerState(optimizer, 5) { Step = 12, Product = 0.25 };
        for (int slot = 0; slot < slots; slot++)
        {
            Drawn.Uniform(5, 1, (ulong)slot).CopyTo(state.Slot(slot));
        }

        using var snapshot = new MemoryStream();
        state.Save(new(snapshot));
        snapshot.Position = 0;
        var restored = new OptimizerState(optimizer, 5);
        restored.Load(new(snapshot));

        Assert.Equal((12L, 0.25), (restored.Step, restored.Product));
        Assert.All(Enumerable.Range(0, slots), slot => Assert.Equal(state.Slot(slot).ToArray(), restored.Slot(slot).ToArray()));
        Assert.Equal(snapshot.Length, snapshot.Position);
    }
}

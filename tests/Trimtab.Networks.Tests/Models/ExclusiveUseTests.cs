namespace Trimtab.Networks.Tests.Models;

/// <summary>A net that is used by one thread is refused to others, and is freed when no thread uses it.</summary>
public class ExclusiveUseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<Sequential>> Uses => new()
    {
        { "fit", model => model.Fit(Nets.Train, cancellationToken: Token) },
        { "evaluate", model => model.Evaluate(Nets.Train, Token) },
        { "predict", model => model.Predict(Nets.Train, Token) },
        { "weights", model => model.GetWeights() },
        { "set weights", model => model.SetWeights(new Dictionary<string, float[]>()) },
        { "compile", model => model.Compile("sgd", "mse") },
    };

    [Theory]
    [MemberData(nameof(Uses), DisableDiscoveryEnumeration = true)]
    public void Use_WhileAnotherThreadTrains_IsRefusedAndChangesNothing(string name, Action<Sequential> use)
    {
        using Sequential model = Nets.Small(), alone = Nets.Small();
        Exception? thrown = null;
        var other = new LambdaCallback
        {
            EpochEnd = (_, _) => InAnotherThread(() => thrown = Record.Exception(() => use(model))),
        };

        model.Fit(Nets.Train, new() { Callbacks = [other] }, Token);
        alone.Fit(Nets.Train, cancellationToken: Token);

        Assert.NotEmpty(name);
        Assert.StartsWith(
            "A net is used by one thread at a time.", Assert.IsType<TrimtabException>(thrown).Message, StringComparison.Ordinal);
        Assert.Equal(alone.Bits(), model.Bits());
    }

    [Fact]
    public void Use_WithinATraining_IsAllowed()
    {
        using var model = Nets.Small();
        var seen = new List<double>();
        var own = new LambdaCallback { EpochEnd = (state, _) => seen.Add(state.Model.Evaluate(Nets.Test, Token).Loss) };

        model.Fit(Nets.Train, new() { Epochs = 2, Callbacks = [own] }, Token);

        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[^1], model.Evaluate(Nets.Test, Token).Loss);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_DuringATraining_EndsItBeforeTheNextEpoch(bool isByAnotherThread)
    {
        using var model = Nets.Small();
        int epochs = 0;
        var disposing = new LambdaCallback
        {
            EpochEnd = (_, _) =>
            {
                epochs++;
                if (isByAnotherThread)
                {
                    InAnotherThread(model.Dispose);
                }
                else
                {
                    model.Dispose();
                }
            },
        };

        Assert.Throws<ObjectDisposedException>(() => model.Fit(Nets.Train, new() { Epochs = 5, Callbacks = [disposing] }, Token));
        Assert.Equal(1, epochs);
    }

    [Theory]
    [MemberData(nameof(Uses), DisableDiscoveryEnumeration = true)]
    public void Use_AfterDispose_IsRefused(string name, Action<Sequential> use)
    {
        var model = Nets.Small();
        model.Fit(Nets.Train, cancellationToken: Token);
        model.Dispose();
        model.Dispose();

        Assert.NotEmpty(name);
        Assert.Throws<ObjectDisposedException>(() => use(model));
    }

    private static void InAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
    }
}

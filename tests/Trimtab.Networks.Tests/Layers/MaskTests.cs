using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Which layers take masked steps, and what a mask does not change.</summary>
public class MaskTests
{
    private static readonly Dataset _rows = Rows(40);

    public static TheoryData<Layer> Refusing =>
    [
        new Flatten(), new Conv1D(3, 2), new GlobalAveragePooling1D(), new BatchNormalization(), new Permute(2, 1), new Reshape([8, 3]),
    ];

    [Theory]
    [MemberData(nameof(Refusing))]
    public void MaskedSteps_IntoALayerThatMixesThem_AreRefused(Layer layer)
    {
        var model = new Sequential([6]) { new Embedding(5, 4) { MaskZero = true }, new Dropout(0.5) };

        string message = Assert.Throws<TrimtabException>(() => model.Add(layer)).Message;

        Assert.StartsWith($"Layer '{layer.Kind}' ({layer.Kind}) can't take masked steps", message, StringComparison.Ordinal);
        Assert.Equal(2, model.Layers.Count);
    }

    [Fact]
    public void MaskedSteps_BehindALayerThatReturnsTheLastState_AreNoLongerMasked()
    {
        var model = new Sequential([6]) { new Embedding(5, 4) { MaskZero = true }, new GRU(3), new BatchNormalization(), new Dense(2) };

        Assert.Equal(Shape.Create([2]), model.OutputShape);
    }

    [Fact]
    public void Sequences_OfMaskedStepsBackwards_AreRefused() => Assert.StartsWith(
        "Layer 'gru' (gru) can't return the sequences of masked steps backwards.",
        Assert.Throws<TrimtabException>(() => new Sequential([6])
        {
            new Embedding(5, 4) { MaskZero = true }, new GRU(3) { GoBackwards = true, ReturnSequences = true },
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Merge_OfOneMask_PassesIt_AndOfTwoIsRefused()
    {
        var x = Model.Input([6]);
        var masked = x.Apply(new Embedding(5, 4) { MaskZero = true });
        var plain = x.Apply(new Embedding(5, 4));

        using var model = new Model(x, new Add().Apply(masked, masked.Apply(new Dense(4))).Apply(new LSTM(2)));
        string message = Assert.Throws<TrimtabException>(() => new Model(x, new Add().Apply(masked, plain).Apply(new LSTM(2)))).Message;

        Assert.Equal(Shape.Create([2]), model.OutputShape);
        Assert.Contains("must be applied to inputs of one mask", message, StringComparison.Ordinal);
    }

    /// <summary>Padding behind a row changes nothing: that is what a mask is for.</summary>
    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("simple_rnn")]
    public void Prediction_OfARowWithMorePadding_IsTheSame(string kind)
    {
        using Sequential shorter = Build(6), longer = Build(9);
        longer.SetWeights(shorter.GetWeights());
        float[] padded = [.. Enumerable.Range(0, _rows.Count).SelectMany(row => (float[])[.. _rows.FeaturesOf(row), 0, 0, 0])];

        float[] expected = shorter.Predict(_rows, TestContext.Current.CancellationToken);
        float[] actual = longer.Predict(new Dataset(padded, [9], new double[_rows.Count]), TestContext.Current.CancellationToken);

        Assert.Equal(expected, actual);

        Sequential Build(int steps)
        {
            RecurrentLayer layer = kind switch { "lstm" => new LSTM(5), "gru" => new GRU(5), _ => new SimpleRNN(5) };
            var model = new Sequential([steps]) { new Embedding(5, 4) { MaskZero = true }, new Bidirectional(layer), new Dense(2) };
            model.Compile("adam", "mse");
            return model;
        }
    }

    [Fact]
    public void Training_WithAMask_HasTheSameBitsOnSeveralThreads_AndReadBack()
    {
        using Sequential alone = Wide(), shared = Wide();
        alone.Fit(_rows, new() { Epochs = 2, BatchSize = 40 }, TestContext.Current.CancellationToken);
        shared.Fit(_rows, new() { Epochs = 2, BatchSize = 40, Threads = 3 }, TestContext.Current.CancellationToken);
        using var again = Sequential.FromJson(alone.ToJson());
        again.SetWeights(alone.GetWeights());

        Assert.Equal(alone.GetWeights()["lstm/kernel"], shared.GetWeights()["lstm/kernel"]);
        Assert.Equal(
            alone.Predict(_rows, TestContext.Current.CancellationToken), again.Predict(_rows, TestContext.Current.CancellationToken));

        static Sequential Wide()
        {
            var model = new Sequential([6]) { new Embedding(5, 64) { MaskZero = true }, new LSTM(128), new Dense(1) };
            model.Compile("sgd", "mse");
            return model;
        }
    }

    [Fact]
    public void Configuration_WithoutAMask_IsThatFromBefore() => Assert.DoesNotContain(
        "mask_zero", new Sequential([6]) { new Embedding(5, 4) }.ToJson(), StringComparison.Ordinal);

    private static Dataset Rows(int count) => new(
        [
            .. from row in Enumerable.Range(0, count)
               from step in Enumerable.Range(0, 6)
               select (float)(step > row % 6 ? 0 : ((row * 7) + step) % 5),
        ],
        [6],
        [.. Enumerable.Range(0, count).Select(row => row % 3 / 2.0)]);
}

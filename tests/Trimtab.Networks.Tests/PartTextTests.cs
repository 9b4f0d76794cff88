using Trimtab.Spaces;

namespace Trimtab.Networks.Tests;

/// <summary>The text of parts in tables: the name, and what differs from the defaults.</summary>
public class PartTextTests
{
    public static TheoryData<string, object> Texts => new()
    {
        { "sgd", new Sgd() },
        { "sgd(learning_rate=0.1)", new Sgd { LearningRate = 0.1 } },
        { "sgd(momentum=0.9, nesterov=true, clip_norm=1.5)", new Sgd { Momentum = 0.9, Nesterov = true, ClipNorm = 1.5f } },
        { "adam(learning_rate=cosine_decay(initial=0.1, decay_steps=1000))", new Adam { LearningRate = new CosineDecay(0.1, 1000) } },
        { "l2", new L2() },
        { "l2(factor=0.5)", new L2 { Factor = 0.5f } },
        { "relu", new Relu() },
        { "0.1", (LearningRate)0.1 },
        { "huber(delta=2)", new Huber { Delta = 2 } },
        { "conv2d(filters=4, kernel_size=(3, 3), padding=same)", new Conv2D(4, 3) { Padding = Padding.Same } },
    };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void ToString_OfAPart_IsItsNameAndWhatDiffers(string text, object part) =>
        Assert.Equal(text, part.ToString());

    [Fact]
    public void Grid_OfTypedParts_IsReadable()
    {
        ParameterGrid grid = new ParameterGrid<Settings> { { settings => settings.Optimizer, new Sgd(), new Sgd { LearningRate = 0.1 } } };

        Assert.Equal("optimizer=sgd(learning_rate=0.1)", grid[1].ToDisplayString());
        Assert.Equal("optimizer=sgd", grid[0].ToDisplayString());
    }

    [Fact]
    public void Classifier_IsItsSettingsInOneLine() => Assert.Equal(
        "NetworkClassifier { Epochs = 3, BatchSize = 32, Hyperparameters = NoParameters { } }",
        (NetworkClassifier.Of(() => throw new InvalidOperationException("built")) with { Epochs = 3 }).ToString());

    private sealed record Settings
    {
        public Optimizer Optimizer { get; init; } = "adam";
    }
}

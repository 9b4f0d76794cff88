using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Training;

public sealed class NetworkWeightsTests : IDisposable
{
    private static readonly (string, Layer, Shape)[] _layers =
    [
        ("first", new Dense(3), [4]),
        ("norm", new BatchNormalization(), [3]),
        ("second", new Dense(2) { UseBias = false }, [3]),
    ];

    private readonly NetworkWeights _weights = new(_layers);

    public void Dispose() => _weights.Dispose();

    [Fact]
    public void Variables_AreTrainableOnesFirstInTheOrderOfLayers() => Assert.Equal(
        ["first/kernel", "first/bias", "norm/gamma", "norm/beta", "second/kernel", "norm/moving_mean", "norm/moving_variance"],
        _weights.Variables.Select(variable => variable.Path));

    [Fact]
    public void Variables_AreContiguousAndEndWhereTheBuffersDo()
    {
        Assert.Equal([0, 12, 15, 18, 21, 27, 30], _weights.Variables.Select(variable => variable.Offset));
        Assert.Equal((33, 27, 27), (_weights.Values.Length, _weights.Gradients.Length, _weights.TrainableLength));
    }

    [Fact]
    public void Views_AreInTheOrderOfTheLayerAndOnTheSameMemory()
    {
        var views = _weights.ViewsOf("norm", _layers[1].Item2.Weights([3]));

        views[1].Value[2] = 5;
        views[3].Value[0] = 7;
        views[0].Gradient[1] = 9;

        Assert.Equal((5, 7, 9), (_weights.Values.Span[20], _weights.Values.Span[30], _weights.Gradients.Span[16]));
        Assert.True(views[2].Gradient.IsEmpty);
    }

    [Fact]
    public void Initialize_AddressesDrawsByNames_SoThatOtherLayersDoNotMatter()
    {
        using var alone = new NetworkWeights([_layers[2]]);

        _weights.Initialize(RandomAddress.FromSeed(8));
        alone.Initialize(RandomAddress.FromSeed(8));

        Assert.Equal(Of(alone, "second/kernel"), Of(_weights, "second/kernel"));
        Assert.Contains(Of(alone, "second/kernel"), weight => weight != 0);
    }

    [Fact]
    public void Initialize_UsesTheInitializerOfEachVariable()
    {
        _weights.Initialize(RandomAddress.FromSeed(8));

        Assert.All(Of(_weights, "norm/gamma"), weight => Assert.Equal(1, weight));
        Assert.All(Of(_weights, "first/bias"), weight => Assert.Equal(0, weight));
        Assert.All(Of(_weights, "first/kernel"), weight => Assert.InRange(Math.Abs(weight), 0, MathF.Sqrt(6f / 7))); // glorot_uniform
    }

    private static float[] Of(NetworkWeights weights, string path) =>
        weights.ValuesOf(weights.Variables.Single(v => v.Path == path)).ToArray();
}

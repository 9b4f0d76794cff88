namespace Trimtab.Networks.Tests.Models;

public class NetworkJsonTests
{
    [Fact]
    public void FromJson_WithAByteOrderMark_ReadsTheNet()
    {
        string json = Nets.Small().ToJson();

        using var again = Sequential.FromJson("\uFEFF" + json);

        Assert.Equal(json, again.ToJson());
    }

    [Fact]
    public void Json_OfACompiledNet_MakesTheSameNet()
    {
        using var model = Nets.Seed(new RmsProp { LearningRate = 0.002, Centered = true });

        using var again = Sequential.FromJson(model.ToJson());

        Assert.Equal(model.Layers, again.Layers);
        Assert.Equal(model.ToJson(), again.ToJson());
        model.Fit(Nets.Train, new(), TestContext.Current.CancellationToken);
        again.Fit(Nets.Train, new(), TestContext.Current.CancellationToken);
        Assert.Equal(model.Bits(), again.Bits());
    }

    [Fact]
    public void Json_OfTheSmallestNet_ReadsAsAPersonWouldWriteIt()
    {
        using var model = Nets.Small();

        Assert.Contains("\"optimizer\": \"adam\"", model.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"softmax\"", model.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"input_shape":[4],"layers":["nothing"]}""")]
    [InlineData("""{"input_shape":[4],"layers":[{"name":"dense","settings":{"units":2,"unites":3}}]}""")]
    public void FromJson_OfSomethingElse_IsRefused(string json) =>
        Assert.ThrowsAny<TrimtabException>(() => Sequential.FromJson(json));
}

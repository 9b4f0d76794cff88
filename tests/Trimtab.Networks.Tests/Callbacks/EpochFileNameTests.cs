namespace Trimtab.Networks.Tests.Callbacks;

public class EpochFileNameTests
{
    private static readonly EpochReport _report = new(7, new Dictionary<string, double> { ["loss"] = 0.12345, ["val_accuracy"] = 0.5 });

    [Theory]
    [InlineData("net.safetensors", "net.safetensors")]
    [InlineData("net-{epoch}", "net-7")]
    [InlineData("net-{epoch:D3}-{loss:F2}", "net-007-0.12")]
    [InlineData("{val_accuracy:P0}", "50 %")]
    [InlineData("{loss}/{loss:F1}", "0.12345/0.1")]
    [InlineData("{not a name}", "{not a name}")]
    public void Fill_ReplacesNamesInBracesInTheInvariantCulture(string pattern, string expected) =>
        Assert.Equal(expected, EpochFileName.Fill(pattern, _report));

    [Fact]
    public void Fill_OfAMetricThatIsNotThere_ListsThoseThatAre() => Assert.Equal(
        "No metric is called 'mae'. Known: loss, val_accuracy.",
        Assert.Throws<UnknownNameException>(() => EpochFileName.Fill("{mae}", _report)).Message);
}

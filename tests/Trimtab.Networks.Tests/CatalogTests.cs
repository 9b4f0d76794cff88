namespace Trimtab.Networks.Tests;

public class CatalogTests
{
    [Fact]
    public void Activation_OfUnknownName_ListsTheKnown() =>
        Assert.Contains(
            "No Activation is called 'rulu'",
            Assert.Throws<UnknownNameException>(() => (Activation)"rulu").Message,
            StringComparison.Ordinal);
}

using System.Runtime.CompilerServices;

namespace Trimtab.Networks.Tests;

/// <summary>docs/nets.md lists every part by its name.</summary>
public class NetsPageTests
{
    [Fact]
    public void Page_ListsEveryLoss() => Assert.All(
        Loss.Catalog.Names.Where(name => Loss.Catalog.TypeOf(name).Assembly == typeof(Loss).Assembly), AssertListed);

    [Fact]
    public void Page_ListsEveryLayer() => Assert.All(
        Layer.Catalog.Names.Where(name => Layer.Catalog.TypeOf(name).Assembly == typeof(Layer).Assembly), AssertListed);

    private static void AssertListed(string name) => Assert.Matches($@"(?m)^\| (`\w+`, )*`{name}`", File.ReadAllText(Page()));

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "nets.md");
}

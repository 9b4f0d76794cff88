using System.Xml.Linq;

namespace Trimtab.Packages.Tests;

public class PackageTests(PackedSolution packed)
{
    public static TheoryData<string> Names => [.. PackedSolution.Names];

    public static TheoryData<string> Libraries =>
        [.. PackedSolution.Names.Where(name => name is not ("Trimtab.Templates" or "Trimtab.Tool"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Package_SaysWhatItIs(string name)
    {
        using var package = packed.Open(name);
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string Of(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;

        Assert.Equal(name, Of("id"));
        Assert.Equal("MIT", Of("license"));
        Assert.InRange(Of("description").Length, 40, 400);
        Assert.NotEmpty(Of("tags"));
        Assert.True(package.GetEntry(Of("readme")) is { Length: > 100 }, "A package shows a README.");
        Assert.True(package.GetEntry(Of("icon")) is { Length: > 100 }, "A package has an icon.");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_HasItsDocumentationAndSymbols(string name)
    {
        using var package = packed.Open(name);
        using var symbols = packed.Open(name, ".snupkg");

        Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.dll"));
        Assert.True(package.GetEntry($"lib/net10.0/{name}.xml") is { Length: > 100 }, "A package has the documentation of its members.");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{name}.pdb"));
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
    }

    /// <summary>
    /// A package needs what its project names, and nothing that only a build or a test needs; a package that it needs through another
    /// project is named too, for its version is pinned.
    /// </summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_DependsOnWhatItUses(string name)
    {
        using var package = packed.Open(name);
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        string[] dependencies =
        [
            .. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => (string)element.Attribute("id")!),
        ];

        Assert.Subset(WithThoseOfProjects(name), dependencies.ToHashSet());
        Assert.Superset(ReferencesOf(name).ToHashSet(), dependencies.ToHashSet());
    }

    /// <summary>What the projects need that one is made of, by the names of packages.</summary>
    private static HashSet<string> WithThoseOfProjects(string project) =>
    [
        .. ReferencesOf(project).SelectMany(
            name => PackedSolution.Names.Contains(name) ? WithThoseOfProjects(name).Append(name) : [name]),
    ];

    private static IEnumerable<string> ReferencesOf(string project) =>
        from element in XDocument.Load(PackedSolution.InRepository($"src/{project}/{project}.csproj")).Descendants()
        where element.Name.LocalName is "PackageReference" or "ProjectReference" && (string?)element.Attribute("PrivateAssets") != "all"
        let included = (string)element.Attribute("Include")!
        select element.Name.LocalName == "PackageReference" ? included : Path.GetFileNameWithoutExtension(included);
}

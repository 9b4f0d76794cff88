using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Plots;
using Trimtab.Samplers;

namespace Trimtab.Charts.Tests;

/// <summary>
/// A user's parts that are asked for by name only, as by a command line, a saved net or a saved study. The compiler drops the reference to
/// their assembly, because no code uses its types; so these tests are here, in the one test project that names none of them.
/// </summary>
public class PartsByNameTests
{
    [Fact]
    public void Reference_ToThePartsAssembly_IsDroppedByTheCompiler() =>
        Assert.DoesNotContain(typeof(PartsByNameTests).Assembly.GetReferencedAssemblies(), name => name.Name == "OwnParts");

    [Fact]
    public void Sampler_ByNameOnly_IsMade() =>
        Assert.Equal("OwnParts.KroneckerSampler", Sampler.Catalog.Create("kronecker").GetType().FullName);

    [Fact]
    public void Scorer_ByNameOnly_IsMade() => Assert.Equal("OwnParts.GeometricMeanScorer", ((Scorer)"g_mean").GetType().FullName);

    [Fact]
    public void Plot_ByNameOnly_IsMade() => Assert.Equal("OwnParts.RegretPlot", Plot.Catalog.Create("regret").GetType().FullName);

    [Fact]
    public void Net_WithALayerByNameOnly_IsReadFromJson()
    {
        using var model = Sequential.FromJson("""{ "input_shape": [3], "layers": ["gain"] }""");

        Assert.Equal("OwnParts.Gain", Assert.Single(model.Layers).GetType().FullName);
    }
}

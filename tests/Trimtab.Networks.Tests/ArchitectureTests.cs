using System.Reflection;

namespace Trimtab.Networks.Tests;

/// <summary>Rules of the architecture that the compiler does not check.</summary>
public class ArchitectureTests
{
    private static readonly Assembly _core = typeof(Study).Assembly;
    private static readonly Assembly _networks = typeof(Sequential).Assembly;

    [Fact]
    public void Core_ReferencesNoOtherProject() => Assert.All(
        References(_core),
        name => Assert.True(IsPlatform(name) || name is "System.Numerics.Tensors" or "Microsoft.Extensions.Logging.Abstractions", name));

    [Fact]
    public void Networks_ReferenceTheCoreOnly() =>
        Assert.All(References(_networks), name => Assert.True(IsPlatform(name) || name is "Trimtab" or "System.Numerics.Tensors", name));

    /// <summary>The types that a layer in a user's assembly needs, and no others.</summary>
    [Fact]
    public void Engine_ExportsOnlyWhatLayersNeed() => Assert.Equal(
        [
            "CellGradients", "CellStep", "InputBlocks", "LayerOperator", "MergeOperator", "Pass", "RecurrentCell", "Tile", "WeightView",
        ],
        _networks.GetExportedTypes().Where(type => type.Namespace == "Trimtab.Networks.Engine").Select(type => type.Name).Order());

    public static TheoryData<Type> Kinds =>
    [
        typeof(Layer), typeof(Activation), typeof(Initializer), typeof(Optimizer), typeof(Loss), typeof(Metric), typeof(LearningRate),
        typeof(Regularizer), typeof(Constraint),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_OfEveryKind_HaveAName(Type kind) =>
        Assert.DoesNotContain(
            _networks.GetExportedTypes(),
            type => !type.IsAbstract && type.IsAssignableTo(kind) && type.GetCustomAttribute<NamedAttribute>() is null);

    [Fact]
    public void Settings_AreSealedRecords()
    {
        var open = _networks.GetExportedTypes().Where(type => !type.IsAbstract && !type.IsSealed && !type.IsEnum && !type.IsValueType);

        Assert.Empty(open);
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsPlatform(string name) =>
        name != "System.Numerics.Tensors"
            && File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}

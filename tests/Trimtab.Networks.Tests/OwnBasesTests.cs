using System.Reflection;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests;

/// <summary>What users derive parts of their own from has no member that only Trimtab's parts can override.</summary>
public class OwnBasesTests
{
    private static readonly Type[] _kinds =
    [
        typeof(Activation), typeof(Callback), typeof(Constraint), typeof(Initializer), typeof(Layer), typeof(LearningRate), typeof(Loss),
        typeof(Metric), typeof(Optimizer), typeof(Regularizer), typeof(LayerOperator), typeof(RecurrentCell),
    ];

    /// <summary>
    /// Bases of parts that share an implementation, not a contract, and what lets the engine compute Trimtab's own faster.
    /// </summary>
    private static readonly string[] _closed =
    [
        "Pooling1D", "Pooling2D", "ImageAugmentation", "GeometricAugmentation", "NormRegularizer", // closed families
        "Activation.get_Form", "LayerOperator.get_AllowsThreads", "LayerOperator.ShareSums", "LayerOperator.OnBound", // faster, not other
        "Layer.OutputOf", "Layer.CompileFor", // several inputs: MergeLayer has them as public members
    ];

    public static TheoryData<Type> Bases =>
    [
        .. typeof(Layer).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && _kinds.Any(kind => kind.IsAssignableFrom(type)))
            .Where(type => !_closed.Contains(type.Name)).OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Bases))]
    public void Base_OfParts_CanBeDerivedFromInAUsersAssembly(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

        Assert.Contains(type.GetConstructors(Own), constructor => constructor.IsFamily || constructor.IsFamilyOrAssembly);
        Assert.Empty(
            from method in type.GetMethods(Own)
            where method is { IsVirtual: true, IsFinal: false } && (method.IsAssembly || method.IsFamilyAndAssembly)
            let name = $"{type.Name}.{method.Name}"
            where !_closed.Contains(name)
            select name);
    }
}

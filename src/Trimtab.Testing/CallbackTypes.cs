using System.Reflection;
using Trimtab.Networks;
using Xunit.Sdk;
using Xunit.v3;

namespace Trimtab.Testing;

/// <summary>The callbacks that a test class tests, by the names of their types.</summary>
internal static class CallbackTypes
{
    /// <summary>
    /// Public callbacks that can be created: of Trimtab and of the assemblies that reference it, or of the one to be tested.
    /// </summary>
    public static IEnumerable<Type> For(Type testClass)
    {
        var tested = testClass.GetCustomAttribute<TestedPartsAttribute>() ?? new();
        Assembly[] assemblies = tested.AssemblyOf is { } type
            ? [type.Assembly]
            : [typeof(Callback).Assembly, .. PartAssemblies.Loaded(PartAssemblies.All)];
        return assemblies.Distinct().SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsSubclassOf(typeof(Callback)) && type is { IsAbstract: false, ContainsGenericParameters: false })
            .Where(type => !tested.Except.Contains(type.Name))
            .OrderBy(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>A callback of the type of a name, made with the defaults of its constructor.</summary>
    /// <param name="testClass">The test class.</param>
    /// <param name="name">Name of the type.</param>
    /// <param name="member">What a test class overrides for one that needs arguments.</param>
    /// <exception cref="TrimtabException">It needs arguments.</exception>
    public static Callback Make(Type testClass, string name, string member)
    {
        var type = For(testClass).First(type => type.Name == name);
        return type.GetConstructors() is [var constructor] && constructor.GetParameters() is var arguments
            && arguments.All(argument => argument.HasDefaultValue)
            ? (Callback)constructor.Invoke([.. arguments.Select(argument => argument.DefaultValue)])
            : throw new TrimtabException($"A suite makes a callback without arguments, unless the test class makes it. {name} needs some: "
                + $"override {member} in the test class and return a new {name}.");
    }
}

/// <summary>Runs a theory for each callback.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryCallbackAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        return new([.. CallbackTypes.For(testMethod.ReflectedType!).Select(type => new TheoryDataRow(type.Name))]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}

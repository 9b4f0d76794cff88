using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trimtab.Tests;

/// <summary>The settings of an assembly that must not be null: public properties of a reference type that an initializer sets.</summary>
internal static class RequiredSettings
{
    /// <summary>Them all, by the type that declares them.</summary>
    public static IEnumerable<PropertyInfo> Of(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        where type.IsClass
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where property.GetIndexParameters().Length == 0
            && property.SetMethod is { IsPublic: true } && !property.PropertyType.IsValueType
            && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull
        select property;

    /// <summary>Sets it to null.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="examples">Examples of types whose settings depend on others; else one that was never initialized will do.</param>
    /// <exception cref="Xunit.Sdk.XunitException">It was taken, or refused without its name.</exception>
    public static void AssertRefusesNull(PropertyInfo setting, params object[] examples)
    {
        var declaring = setting.DeclaringType!;
        object example = examples.FirstOrDefault(made => Bases(made.GetType()).Contains(declaring))
            ?? RuntimeHelpers.GetUninitializedObject(Concrete(declaring));

        var error = Assert.Throws<TargetInvocationException>(
            () => example.GetType().GetProperty(setting.Name)!.SetValue(example, null));

        Assert.Equal(setting.Name, Assert.IsType<ArgumentException>(error.InnerException, exactMatch: false).ParamName, ignoreCase: true);
    }

    private static Type Concrete(Type type)
    {
        var concrete = type.IsAbstract
            ? type.Assembly.GetTypes().First(derived => !derived.IsAbstract && Bases(derived).Contains(Definition(type)))
            : type;
        return concrete.ContainsGenericParameters
            ? concrete.MakeGenericType([.. concrete.GetGenericArguments().Select(_ => typeof(Example))])
            : concrete;
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var other = type.BaseType; other is not null; other = other.BaseType)
        {
            yield return Definition(other);
        }
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private sealed class Example;
}

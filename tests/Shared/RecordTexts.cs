using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trimtab.Tests;

/// <summary>The texts of an assembly's public records, whose members the compiler would write in the current culture.</summary>
internal static class RecordTexts
{
    /// <summary>Public records that leave <c>ToString</c> to the compiler.</summary>
    public static IEnumerable<string> LeftToTheCompiler(Assembly assembly) => Records(assembly)
        .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute)))
        .Select(type => type.FullName!);

    /// <summary>
    /// The text of every public record that can be made without arguments or required members, in this culture and in the invariant one.
    /// </summary>
    public static IEnumerable<(string Here, string Invariant)> Of(Assembly assembly) =>
        from type in Records(assembly)
        where !type.IsAbstract && !type.ContainsGenericParameters && !type.IsDefined(typeof(RequiredMemberAttribute))
        let constructor = type.GetConstructors()
            .FirstOrDefault(constructor => constructor.GetParameters().All(parameter => parameter.IsOptional))
        where constructor is not null
        select constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]) into record
        select (record.ToString()!, InInvariantCulture(record));

    private static IEnumerable<Type> Records(Assembly assembly) => assembly.GetExportedTypes().Where(type =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null);

    private static string InInvariantCulture(object record)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return record.ToString()!;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

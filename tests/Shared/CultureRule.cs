using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Trimtab.Tests;

/// <summary>
/// Finds interpolated strings whose numbers or dates would be written in the user's culture: <c>$"{1.5}"</c> instead of
/// <c>Invariant($"{1.5}")</c>.
/// </summary>
/// <remarks>
/// The compiler turns the first into calls of <c>DefaultInterpolatedStringHandler.AppendFormatted&lt;T&gt;</c>, the second into a
/// <c>FormattableString</c>. Those calls with a T that has a culture are told apart by their signature (ECMA-335, II.23.2.15).
/// </remarks>
internal static class CultureRule
{
    private static readonly Dictionary<byte, string> _numbers = new()
    {
        [0x04] = "sbyte",
        [0x06] = "short",
        [0x08] = "int",
        [0x0A] = "long",
        [0x0C] = "float",
        [0x0D] = "double",
    };

    /// <summary>The structures whose text depends on the culture.</summary>
    private static readonly string[] _structures =
    [
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "Decimal", "Half", "BigInteger", "Nullable`1",
    ];

    /// <summary>The methods of an assembly that write such a value, with its type.</summary>
    public static IEnumerable<string> Violations(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var handle = MetadataTokens.MethodSpecificationHandle(row);
            var method = metadata.GetMethodSpecification(handle);
            if (IsInterpolation(metadata, method) && TypeOf(metadata, method) is { } type)
            {
                foreach (string caller in Callers(file, metadata, MetadataTokens.GetToken(handle)))
                {
                    yield return $"{caller}: {type}";
                }
            }
        }
    }

    /// <summary>The methods whose code holds a call (opcode 0x28) of <paramref name="token"/>.</summary>
    private static IEnumerable<string> Callers(PEReader file, MetadataReader metadata, int token)
    {
        byte[] call = [0x28, .. BitConverter.GetBytes(token)];
        return from handle in metadata.MethodDefinitions
               let method = metadata.GetMethodDefinition(handle)
               where method.RelativeVirtualAddress > 0 && !IsOfLogMessage(metadata, method.GetDeclaringType())
               where file.GetMethodBody(method.RelativeVirtualAddress).GetILContent().AsSpan().IndexOf(call) >= 0
               select $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
    }

    /// <summary>
    /// Whether the generator of log messages wrote the type: its texts are <c>string.Create(CultureInfo.InvariantCulture, …)</c>, which
    /// <c>StudyLogTests</c> hold it to.
    /// </summary>
    private static bool IsOfLogMessage(MetadataReader metadata, TypeDefinitionHandle type)
    {
        var outer = metadata.GetTypeDefinition(type).GetDeclaringType();
        return !outer.IsNil
            && metadata.GetString(metadata.GetTypeDefinition(type).Name).StartsWith("__", StringComparison.Ordinal)
            && metadata.GetString(metadata.GetTypeDefinition(outer).Name).EndsWith("Messages", StringComparison.Ordinal);
    }

    private static bool IsInterpolation(MetadataReader metadata, MethodSpecification method) =>
        method.Method.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)method.Method) is { Parent.Kind: HandleKind.TypeReference } member
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "DefaultInterpolatedStringHandler";

    private static string? TypeOf(MetadataReader metadata, MethodSpecification method)
    {
        const byte valueType = 0x11, generic = 0x15, methodVariable = 0x1E, typeVariable = 0x13;
        var signature = metadata.GetBlobReader(method.Signature);
        _ = signature.ReadByte(); // GENERICINST
        _ = signature.ReadCompressedInteger(); // one argument
        byte kind = signature.ReadByte();
        if (kind == generic)
        {
            kind = signature.ReadByte(); // a Nullable<T>, say
        }

        return kind switch
        {
            methodVariable or typeVariable => "a type parameter",
            valueType => _structures.Contains(NameOf(metadata, signature.ReadTypeHandle())) ? "a number or date" : null,
            _ => _numbers.GetValueOrDefault(kind),
        };
    }

    private static string NameOf(MetadataReader metadata, EntityHandle type) => type.Kind == HandleKind.TypeReference
        ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)
        : "";
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Trimtab.Networks.Tests;

/// <summary>What decides results calls only functions that have the same bits on every processor and operating system.</summary>
public class PortabilityTests
{
    /// <summary>What may be called of types whose other members differ: exact, or rounded by IEEE 754 in one way.</summary>
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Math"] =
        [
            "Abs", "BigMul", "BitDecrement", "BitIncrement", "Ceiling", "Clamp", "CopySign", "DivRem", "Floor", "FusedMultiplyAdd",
            "ILogB", "Max", "MaxMagnitude", "Min", "MinMagnitude", "Round", "ScaleB", "Sign", "Sqrt", "Truncate",
        ],
        ["MathF"] = ["Abs", "Ceiling", "Floor", "FusedMultiplyAdd", "Max", "Min", "Round", "Sqrt"],
        ["Double"] =
        [
            "CompareTo", "CreateChecked", "CreateTruncating", "CreateSaturating", "Equals", "GetHashCode", "IsFinite", "IsInfinity",
            "IsInteger", "IsNaN", "IsNegative", "IsNegativeInfinity", "IsPositiveInfinity", "Parse", "ToString", "TryFormat", "TryParse",
        ],
        ["Single"] =
        [
            "CompareTo", "Equals", "GetHashCode", "IsFinite", "IsInfinity", "IsNaN", "IsNegative", "Parse", "ToString", "TryFormat",
            "TryParse",
        ],
        ["TensorPrimitives"] = ["Add", "Divide", "IsFiniteAll", "IsInfinityAny", "Max", "Min", "Multiply", "Subtract"],
        ["Vector512"] =
        [
            "Abs", "AndNot", "As", "AsDouble", "AsInt32", "AsInt64", "AsSingle", "AsUInt32", "AsUInt64", "Clamp", "ConditionalSelect",
            "CopySign", "CopyTo", "Create",
            "Equals", "EqualsAll", "FusedMultiplyAdd", "GetLower", "GetUpper", "GreaterThan", "GreaterThanAny",
            "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "Load", "LoadUnsafe", "Max", "MaxNative", "Min", "MinNative", "Sqrt",
            "Store", "StoreAligned", "StoreUnsafe", "Widen", "WithElement", "GetElement", "get_IsHardwareAccelerated",
        ],
        ["Vector256"] =
        [
            "Abs", "AsInt32", "AsSingle", "ConditionalSelect", "CopySign", "Create", "FusedMultiplyAdd", "GetLower", "GetUpper",
            "GreaterThan", "GreaterThanOrEqual", "LessThan", "Load", "MaxNative", "MinNative", "Sqrt", "Store", "get_IsHardwareAccelerated",
        ],
        ["Vector128"] =
        [
            "Abs", "AsInt32", "AsSingle", "ConditionalSelect", "CopySign", "Create", "FusedMultiplyAdd", "GreaterThan",
            "GreaterThanOrEqual", "LessThan", "Load", "MaxNative", "MinNative", "Sqrt", "Store",
        ],
        ["Vector"] = [],
    };

    public static TheoryData<string> Assemblies => [typeof(Study).Assembly.Location, typeof(Sequential).Assembly.Location];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Calls_OfFunctionsThatDifferBetweenMachines_AreNotMade(string path) => Assert.All(
        Called(path).Where(call => _allowed.ContainsKey(call.Type)),
        call => Assert.True(
            _allowed[call.Type].Contains(call.Member),
            $"{call.Type}.{call.Member} is called. Use PortableMath, Elementary or a loop, "
                + "or allow it here if its bits can't differ."));

    private static IEnumerable<(string Type, string Member)> Called(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                yield return (
                    metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name),
                    metadata.GetString(member.Name));
            }
        }
    }
}

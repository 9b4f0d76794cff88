namespace Trimtab.Testing;

/// <summary>Which parts a suite tests. Without it, a suite tests every part of its kind that the catalog has, Trimtab's included.</summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(KroneckerSampler))]
/// public class MySamplers : SamplerConformance;
/// </code>
/// A suite with no part to test fails.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestedPartsAttribute : Attribute
{
    /// <summary>Tests the parts of every assembly.</summary>
    public TestedPartsAttribute()
    {
    }

    /// <summary>Tests the parts of one assembly.</summary>
    /// <param name="assemblyOf">Any type of the assembly.</param>
    public TestedPartsAttribute(Type assemblyOf)
    {
        ArgumentNullException.ThrowIfNull(assemblyOf);
        AssemblyOf = assemblyOf;
    }

    /// <summary>A type of the assembly whose parts are tested; <see langword="null"/> for those of every assembly.</summary>
    public Type? AssemblyOf { get; }

    /// <summary>Names of parts that are not tested; as those that cannot be made without settings. Default: none.</summary>
    public string[] Except { get; init; } = [];
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Trimtab.Data;

/// <summary>The fingerprint of a data set: of two with other shapes, features, names, labels, weights or targets it differs.</summary>
internal static class DatasetFingerprint
{
    /// <summary>SHA-256 of the rows' content, in order; 64 hex digits.</summary>
    public static string Of(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (int size in (ReadOnlySpan<int>)[.. data.FeatureShape, data.Outputs, data.Count])
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, size);
            hash.AppendData(number);
        }

        foreach (string text in data.Columns.SelectMany(TextsOf))
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, text.Length); // so that no two lists of texts are the same bytes
            hash.AppendData(number);
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        foreach (string text in (data.Classes ?? Enumerable.Empty<object>())
            .Select(label => $"{label.GetType()} {InvariantText.Of(label)}"))
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, -1 - text.Length); // none of a column's
            hash.AppendData(number);
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        if (data.Weights is { } weights)
        {
            hash.AppendData(MemoryMarshal.AsBytes(weights.ToArray().AsSpan()));
        }

        for (int row = 0; row < data.Count; row++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(data.FeaturesOf(row)));
            hash.AppendData(MemoryMarshal.AsBytes(data.TargetsOf(row)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string[] TextsOf(FeatureColumn column) =>
        [column.Name, Invariant($"{column.Categories?.Count}"), .. column.Categories ?? []];
}

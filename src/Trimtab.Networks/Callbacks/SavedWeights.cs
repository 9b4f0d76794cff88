using System.Runtime.InteropServices;

namespace Trimtab.Networks;

/// <summary>Weights by variable in the state of a callback.</summary>
internal static class SavedWeights
{
    /// <summary>Writes the weights, or that there are none.</summary>
    public static void Write(BinaryWriter writer, IReadOnlyDictionary<string, float[]>? weights)
    {
        writer.Write(weights?.Count ?? -1);
        foreach (var (path, values) in weights ?? new Dictionary<string, float[]>())
        {
            writer.Write(path);
            writer.Write(values.Length);
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyDictionary<string, float[]>? Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0)
        {
            return null;
        }

        var weights = new Dictionary<string, float[]>();
        for (int i = 0; i < count; i++)
        {
            string path = reader.ReadString();
            float[] values = new float[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            weights.Add(path, values);
        }

        return weights;
    }
}

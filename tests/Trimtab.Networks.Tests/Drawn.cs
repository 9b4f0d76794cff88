using Trimtab.Numerics;

namespace Trimtab.Networks.Tests;

/// <summary>Numbers for tests, the same at every run.</summary>
internal static class Drawn
{
    /// <summary>Uniform in ±<paramref name="limit"/>.</summary>
    public static float[] Uniform(int count, float limit, ulong seed = 1)
    {
        var stream = RandomAddress.FromSeed(seed).Stream();
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)((stream.NextDouble() - 0.5) * 2 * limit);
        }

        return values;
    }

    /// <summary>Odd multiples of 1/32 within ±5: never nearer than 1/32 to a multiple of 1/16, where the kinks are.</summary>
    public static float[] AwayFromKinks(int count, ulong seed = 1)
    {
        var stream = RandomAddress.FromSeed(seed).Stream();
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (stream.NextInt32(160) - 80 + 0.5f) / 16;
        }

        return values;
    }
}

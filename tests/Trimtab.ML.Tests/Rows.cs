using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ML.Tests;

/// <summary>Drawn rows of three features, of which the first two say what the target is.</summary>
internal static class Rows
{
    /// <summary>Classes by the sign of a weighted sum, or by its thirds; called by the numbers given.</summary>
    public static Dataset OfClasses(int count, params double[] classes)
    {
        var (features, sums) = Draw(count);
        return new(features, [3], [.. sums.Select(sum => classes[Math.Min((int)(sum * classes.Length), classes.Length - 1)])]);
    }

    /// <summary>A real value: the weighted sum times 10.</summary>
    public static Dataset OfValues(int count)
    {
        var (features, sums) = Draw(count);
        return new(features, [3], [.. sums.Select(sum => sum * 10)]);
    }

    /// <summary>Two classes that overlap, of which the second has about one row in seven.</summary>
    public static Dataset OfRareClass(int count)
    {
        var (features, sums) = Draw(count);
        var random = RandomAddress.FromSeed(6).Stream();
        return new(features, [3], [.. sums.Select(sum => random.NextDouble() < sum * sum * sum ? 1.0 : 0.0)]);
    }

    /// <summary>Rows of features in [−1, 1], and twice the first of them plus a constant.</summary>
    public static Dataset OfALine(int count, int features, double constant, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).Stream();
        float[] numbers = [.. Enumerable.Range(0, count * features).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return new(numbers, [features], [.. Enumerable.Range(0, count).Select(row => (2 * numbers[row * features]) + constant)]);
    }

    /// <summary>The rows' features, one after another.</summary>
    public static float[] FeaturesOf(Dataset rows) =>
        [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.FeaturesOf(row).ToArray())];

    private static (float[] Features, double[] Sums) Draw(int count)
    {
        var random = RandomAddress.FromSeed(5).Stream();
        float[] features = new float[count * 3];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (float)random.NextDouble();
        }

        return (features, [.. Enumerable.Range(0, count).Select(row => (0.6 * features[row * 3]) + (0.4 * features[(row * 3) + 1]))]);
    }
}

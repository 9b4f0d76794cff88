using System.Runtime.Intrinsics;
using Trimtab.Numerics;
using Trimtab.Samplers.Tpe;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>The parts of samplers that take most of their time: exponentials, kernels of a Gaussian process, a density of TPE.</summary>
internal static class SearchParts
{
    private const int Axes = 10;

    /// <summary>Parts over a number of doubles, by name.</summary>
    /// <param name="numbers">A multiple of 16.</param>
    public static IEnumerable<(string Name, Action Work)> Of(int numbers)
    {
        double[][] points = [.. Enumerable.Range(0, numbers).Select(number => Draw(number))];
        double[][] columns = [.. Enumerable.Range(0, Axes).Select(axis => points.Select(point => point[axis]).ToArray())];
        double[] values = new double[numbers];
        yield return ("exponential of doubles", () =>
        {
            for (int i = 0; i < numbers; i += Vector512<double>.Count)
            {
                PortableMath.Exp(Vector512.LoadUnsafe(ref columns[0][i])).StoreUnsafe(ref values[i]);
            }
        }
        );

        yield return ("dot product of doubles", () => DenseVector.Dot(columns[0], columns[1], numbers));
        var kernel = new MaternKernel([.. Enumerable.Repeat(2.0, Axes)], 1, 1e-6);
        yield return ("Matérn kernel of ten reals", () => kernel.Fill(points[0], columns, 0, values));
        yield return ("density of TPE, ten reals", Density(points, i => new FloatDistribution(0, 1)));
        yield return ("density of TPE, one real", Density(points, i => new FloatDistribution(0, 1), 1));
        yield return ("density of TPE, ten of three choices", Density(
            [.. points.Select(point => point.Select(x => Math.Floor(3 * x)).ToArray())],
            i => new CategoricalDistribution(["a", "b", "c"])));
    }

    private static Action Density(double[][] points, Func<int, Distribution> axis, int axes = Axes)
    {
        var density = new Parzen(new(SearchSpace.Create(Enumerable.Range(0, axes).Select(i => KeyValuePair.Create($"x{i}", axis(i))))));
        var kernels = new KernelTrials(axes);
        Array.ForEach(points, point => kernels.Add(point));
        density.Set(kernels, [.. Enumerable.Repeat(true, points.Length)], [], 1);
        int next = 0;
        return () => density.LogDensity(points[next++ % points.Length].AsSpan(0, axes));
    }

    private static double[] Draw(int number)
    {
        var random = RandomAddress.FromSeed((ulong)number).Stream();
        double[] point = new double[Axes];
        for (int i = 0; i < Axes; i++)
        {
            point[i] = random.NextDouble();
        }

        return point;
    }
}

using System.Globalization;
using System.Numerics;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

/// <summary>The values of a stepped range are one grid, whoever looks at it.</summary>
public class StepGridTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ranges with the number of their values and the last of them, by decimal arithmetic.</summary>
    public static TheoryData<double, double, double, long, double> Ranges => new()
    {
        { 0.1, 0.3, 0.2, 2, 0.3 },
        { 0, 0.3, 0.1, 4, 0.3 },
        { 0, 1, 0.3, 4, 0.9 },
        { -0.7, 0.7, 0.1, 15, 0.7 },
        { Math.PI / 4, 2 * Math.PI, Math.PI / 4, 8, 2 * Math.PI },
        { 0, 1e7, 0.1, 100_000_001, 1e7 },
        { 1, 1, 0.5, 1, 1 },
        { 1, 2, 5, 1, 1 },
        { 1e-300, 1e-299, 1e-300, 10, 1e-299 },
        { 0, 1e300, 1e298, 101, 1e300 },
        { 0, 5e-324, 5e-324, 0, 0 }, // below the smallest difference that can be told apart
        { 1e15, 1e15 + 1, 1e-3, 0, 0 },
        { 0, 1, 5e-324, 0, 0 },
        { 10 * Math.PI / 4, 11 * Math.PI / 4, Math.PI / 4, 2, 11 * Math.PI / 4 },
        { 5 / 6.0, 8 / 6.0, 1 / 6.0, 4, 8 / 6.0 },
        { 3, 3, 1e-300, 1, 3 }, // a step below the spacing of the doubles, beside a single value
        { 1e17, 1e17, 1, 1, 1e17 },
        { 0.5, 0.5, 1e-17, 1, 0.5 },
        { 9007199254740963, 9007199254742412, 5, 290, 9007199254742408 }, // …963 + 289 · 5; one step more rounds to High
        { -double.MaxValue / 2, double.MaxValue / 2, double.MaxValue / 4, 5, double.MaxValue / 2 },
        { 0, double.MaxValue, double.MaxValue / 2, 3, double.MaxValue },
    };

    /// <summary>Steps that are no short decimals, and how a program writes n of them.</summary>
    public static TheoryData<double, Func<int, double>> Multiples => new()
    {
        { Math.PI / 4, n => n * Math.PI / 4 },
        { Math.PI / 4, n => n * (Math.PI / 4) },
        { Math.PI / 2, n => n * Math.PI / 2 },
        { Math.PI / 180, n => n * Math.PI / 180 },
        { Math.PI / 180, n => n * (Math.PI / 180) },
        { Math.PI, n => n * Math.PI },
        { Math.Log(10), n => n * Math.Log(10) },
        { Math.Sqrt(2), n => n * Math.Sqrt(2) },
        { 1 / 6.0, n => n / 6.0 },
        { 1 / 6.0, n => n * (1 / 6.0) },
        { 1 / 12.0, n => n / 12.0 },
        { 1 / 12.0, n => n * (1 / 12.0) },
        { 1 / 7e9, n => n / 7e9 },
    };

    /// <summary>All ranges of up to 799 steps from −12 steps to 12, and longer ones: both ends are values.</summary>
    [Theory]
    [MemberData(nameof(Multiples))]
    public void Values_BetweenMultiplesOfAStep_HaveBothEnds(double step, Func<int, double> multiple)
    {
        int[] more = [1_000, 9_999, 123_456, 1_000_000, 4_000_000];
        foreach (int first in Enumerable.Range(-12, 25))
        {
            foreach (int steps in Enumerable.Range(1, 799).Concat(more))
            {
                var (low, high) = (multiple(first), multiple(first + steps));
                var distribution = new FloatDistribution(low, high, Step: step);

                Assert.True(distribution.Count == steps + 1, $"{distribution} has {distribution.Count} values, not {steps + 1}");
                Assert.True(
                    distribution.Contains(high) && distribution.Coerce(high) == distribution.ValueAt(steps),
                    $"{distribution} lacks its end");
                // a decimal sum may end a rounding before high
                Assert.InRange(high - distribution.ValueAt(steps).As<double>(), 0, 1e-8 * step);
            }
        }
    }

    /// <summary>
    /// In exact arithmetic the last value is at most 1e-8 of a step beyond high, and one step more is beyond high: also where doubles are
    /// whole numbers apart.
    /// </summary>
    [Fact]
    public void Values_OfAnyRange_EndAtTheLastSumUpToHigh()
    {
        var random = RandomAddress.FromSeed(11).Stream();
        for (int draw = 0; draw < 4000; draw++)
        {
            double low = draw % 2 == 0
                ? Math.ScaleB(1 + random.NextDouble(), random.NextInt32(8) + 50)
                : random.NextNormal() * Math.ScaleB(1, random.NextInt32(120) - 60);
            double ulp = Math.BitIncrement(Math.Abs(low)) - Math.Abs(low), step = draw % 3 == 0
                ? Math.Ceiling(ulp * (4 + random.NextInt32(9))) + random.NextInt32(3)
                : ulp * (4 + (random.NextDouble() * 1000));
            double high = low + (random.NextInt32(2000) * step * random.NextDouble());
            var distribution = new FloatDistribution(low, high, Step: step);

            long last = distribution.Count!.Value - 1;
            var (end, stride) = (Exact(high), Exact(step));

            Assert.True((Exact(low) + (last * stride) - end) * 100_000_000 <= stride, $"{distribution} has a value beyond High");
            Assert.True(Exact(low) + ((last + 1) * stride) > end, $"{distribution} lacks a value up to High");
            Assert.Equal(
                distribution.Count,
                Enumerable.Range(0, (int)last + 1).Select(index => distribution.ValueAt(index).As<double>()).Distinct().Count());
        }
    }

    /// <summary>What a program adds up itself, low + index · step, is a value of the widest grids too.</summary>
    [Theory]
    [InlineData(-1e6, 1e6, 0.001)]
    [InlineData(-1e6, 1e6, 0.0001)]
    [InlineData(-1e9, 1e9, 0.01)]
    [InlineData(-1e6, 10, 0.0003)]
    [InlineData(-7.5, 1e7, 1e-5)]
    [InlineData(-1e15, 1e15, 3)]
    [InlineData(-3e6, 4e6, 1 / 768.0)]
    [InlineData(-3.9999, 0.0001, 1e-10)]
    public void Contains_OfSumsOfStepsOnWideGrids_Holds(double low, double high, double step)
    {
        var distribution = new FloatDistribution(low, high, Step: step);
        var random = RandomAddress.FromSeed(3).Stream();
        long zero = (long)(-low / step), last = distribution.Count!.Value - 1;
        long[] indices =
        [
            .. Enumerable.Range(-500, 1000).Select(near => zero + near), .. Enumerable.Range(0, 1000).Select(_ => random.NextInt64(last))
        ];

        foreach (long index in indices.Where(index => index >= 0 && index <= last))
        {
            double sum = Math.Min(low + (index * step), high);

            Assert.True(distribution.Contains(sum), $"{distribution} lacks {sum:R}");
            Assert.Equal(distribution.ValueAt(index), distribution.Coerce(sum));
            Assert.False(distribution.Contains(low + ((index + 0.5) * step)), $"{distribution} has what lies between its values");
        }
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Values_OfARange_AreCountedInDecimals(double low, double high, double step, long count, double last)
    {
        if (count == 0)
        {
            Assert.Contains(
                "too small",
                Assert.Throws<ArgumentOutOfRangeException>(() => new FloatDistribution(low, high, Step: step)).Message,
                StringComparison.Ordinal);
            return;
        }

        var distribution = new FloatDistribution(low, high, Step: step);

        Assert.Equal(count, distribution.Count);
        Assert.Equal(last, distribution.ValueAt(count - 1).As<double>());
        Assert.Equal(count == 1 ? low : (double?)null, distribution.OnlyValue?.As<double>());
    }

    /// <summary>
    /// Thousands of ranges: short decimals, long ones, tiny and huge; the right value is the exact decimal sum, rounded once.
    /// </summary>
    [Fact]
    public void Values_OfAnyRange_AreTheDecimalSumsForEveryOneWhoLooks()
    {
        var random = RandomAddress.FromSeed(7).Stream();
        for (int draw = 0; draw < 5000; draw++)
        {
            var (low, step) = Range(ref random, draw);
            int steps = 1 + random.NextInt32(1000);
            double high = low + ((steps + (random.NextDouble() * 0.9)) * step);
            if (!(step >= 4 * (Math.BitIncrement(Math.Max(Math.Abs(low), Math.Abs(high))) - Math.Max(Math.Abs(low), Math.Abs(high))))
                || !double.IsFinite(high - low))
            {
                continue;
            }

            var distribution = new FloatDistribution(low, high, Step: step);
            var axis = new TransformedParameter("x", distribution);
            long last = distribution.Count!.Value - 1, index = random.NextInt64(last + 1);
            double value = distribution.ValueAt(index).As<double>(), exact = Math.Min(high, Sum(low, step, index));

            Assert.InRange(last, steps - 1, steps + 1);
            Assert.Equal(exact, value);
            Assert.InRange(value, low, high);
            Assert.True(
                distribution.Contains(value) && distribution.Contains(distribution.Sample(ref random)), $"{distribution} lacks {value:R}");
            Assert.True(
                distribution.Contains(low + (index * step)) || low + (index * step) > high,
                $"{distribution} lacks the binary sum {low + (index * step):R}");
            Assert.False(index < last && distribution.Contains(value + (0.4 * step)), $"{distribution} has what lies between its values");
            Assert.Equal(value, axis.At(axis.Of(value)).As<double>());
            Assert.Equal(last + 1, axis.Size);
            Assert.True(index == last || distribution.ValueAt(index + 1).As<double>() > value);
        }
    }

    [Fact]
    public async Task SteppedRanges_InBruteForceEnqueuedAndSummed_AreTheSameValues()
    {
        double[] values = [.. Enumerable.Range(1, 8).Select(k => Math.Min(2 * Math.PI, Sum(0, Math.PI / 4, k)))];
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", Math.PI / 4, 2 * Math.PI, step: Math.PI / 4), cancellationToken: Token);
        study.Enqueue(ParameterSet.Empty.With("x", values[6]));
        double enqueued = study.Ask().SuggestFloat("x", Math.PI / 4, 2 * Math.PI, step: Math.PI / 4);

        Assert.Equal(values, study.Trials.Take(8).Select(trial => trial.Parameters["x"].As<double>()));
        Assert.Equal(values[6], enqueued);
        var space = new SearchSpace
        {
            ["a"] = new FloatDistribution(0, 1, Step: 0.1),
            ["b"] = new FloatDistribution(0, 1, Step: 0.1),
            ["c"] = new FloatDistribution(0, 1, Step: 0.2),
            Rules = [new SumRule(1, "a", "b", "c")],
        };
        for (ulong seed = 0; seed < 200; seed++)
        {
            Assert.All(
                space.Sample(RandomAddress.FromSeed(seed)),
                parameter => Assert.Equal(parameter.Value.As<double>(), (double)(decimal)parameter.Value.As<double>()));
        }
    }

    /// <summary>low + index · step with decimals of any length.</summary>
    private static double Sum(double low, double step, long index)
    {
        var (a, b) = (Parts(low), Parts(step));
        int exponent = Math.Min(a.Exponent, b.Exponent);
        var sum = (a.Digits * BigInteger.Pow(10, a.Exponent - exponent)) + (index * b.Digits * BigInteger.Pow(10, b.Exponent - exponent));
        return double.Parse(Invariant($"{sum}E{exponent}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A number as a whole multiple of 10⁻⁸⁰, by its shortest decimal.</summary>
    private static BigInteger Exact(double value)
    {
        var (digits, exponent) = Parts(value);
        return digits * BigInteger.Pow(10, exponent + 80);
    }

    private static (BigInteger Digits, int Exponent) Parts(double value)
    {
        string[] text = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        int decimals = text[0].Contains('.', StringComparison.Ordinal)
            ? text[0].Length - text[0].IndexOf('.', StringComparison.Ordinal) - 1
            : 0;
        return (
            BigInteger.Parse(text[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
            (text.Length > 1 ? int.Parse(text[1], CultureInfo.InvariantCulture) : 0) - decimals);
    }

    private static (double Low, double Step) Range(ref RandomStream random, int kind) => (kind % 4) switch
    {
        0 => ((random.NextInt32(2001) - 1000) / 100.0, (1 + random.NextInt32(500)) / 1000.0),
        1 => (random.NextNormal(), random.NextDouble() + 1e-3),
        2 => (random.NextNormal() * 1e-200, (random.NextDouble() + 1e-3) * 1e-201),
        _ => (random.NextNormal() * 1e200, (random.NextDouble() + 1e-3) * 1e199),
    };
}

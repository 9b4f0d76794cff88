using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class DistributionTests
{
    public static TheoryData<Distribution> Every =>
    [
        new FloatDistribution(-1, 3),
        new FloatDistribution(2, 2),
        new FloatDistribution(1e-5, 1e-1, Log: true),
        new FloatDistribution(0, 1, Step: 0.1),
        new FloatDistribution(0, 1, Step: 0.3),
        new IntDistribution(-4, 9),
        new IntDistribution(7, 7),
        new IntDistribution(1, 1000, Log: true),
        new IntDistribution(16, 128, Step: 16),
        new IntDistribution(0, 10, Step: 4),
        new CategoricalDistribution(["relu", "tanh", 3, 0.5, true]),
    ];

    [Theory]
    [MemberData(nameof(Every))]
    public void Sample_OfAny_IsContained(Distribution distribution) =>
        Assert.All(Draw(distribution, 500), value => Assert.True(distribution.Contains(value), $"{value}"));

    [Fact]
    public void Sample_Uniform_HasTheMeanOfItsInterval() =>
        // 4 standard errors: 4 · (4/√12) / √4000
        Assert.Equal(1, Draw(new FloatDistribution(-1, 3), 4000).Average(v => v.As<double>()), 0.08);

    [Fact]
    public void Sample_Logarithmic_FallsEvenlyIntoDecades()
    {
        var decades = Draw(new FloatDistribution(1e-4, 1, Log: true), 4000).CountBy(v => (int)Math.Floor(Math.Log10(v.As<double>())));

        Assert.All(decades, decade => Assert.Equal(1000, decade.Value, 110.0)); // 4 standard errors: 4 · √(4000 · ¼ · ¾)
    }

    [Fact]
    public void Sample_WithStep_ReachesEveryStepAndNoOther() =>
        Assert.Equal([0, 4, 8], Draw(new IntDistribution(0, 10, Step: 4), 200).Select(v => v.As<long>()).Distinct().Order());

    [Fact]
    public void Sample_WithRealStep_ReachesTheEnd() =>
        Assert.Equal(1.0, Draw(new FloatDistribution(0, 1, Step: 0.1), 400).Max(v => v.As<double>()), 1e-15); // 10 · 0.1 in doubles

    [Fact]
    public void Sample_LogarithmicIntegers_MakeBothEndsAsWideAsTheRest()
    {
        var counts = Draw(new IntDistribution(1, 4, Log: true), 6000).CountBy(v => v.As<long>()).ToDictionary();

        // Number k owns ln((k + ½) / (k − ½)) of ln(9); 4 standard errors of a share are at most 4 · ½ / √6000.
        Assert.All(Enumerable.Range(1, 4), k => Assert.Equal(Math.Log((k + 0.5) / (k - 0.5)) / Math.Log(9), counts[k] / 6000.0, 0.026));
    }

    [Fact]
    public void Sample_OverAllLongs_DoesNotOverflow() =>
        Assert.All(Draw(new IntDistribution(-(1L << 61), 1L << 61), 100), v => Assert.InRange(v.As<long>(), -(1L << 61), 1L << 61));

    /// <summary>Ranges of up to 2⁶⁴ integers: bounds of Python's studies, whose integers have any size.</summary>
    [Theory]
    [InlineData(long.MinValue, long.MaxValue, 1, 1.0 / 2)]
    [InlineData(-(1L << 62), 1L << 62, 1, 1.0 / 2)]
    [InlineData(long.MinValue, long.MaxValue - 1, 3, 1.0 / 2)]
    [InlineData(long.MinValue, long.MaxValue, long.MaxValue, 2.0 / 3)] // −2⁶³, −1 and 2⁶³ − 2
    public void Integers_OfTheWidestRanges_AreDrawnMovedAndFound(long low, long high, long step, double negative)
    {
        var whole = new IntDistribution(low, high, Step: step);
        var axis = new SpaceTransform(new() { ["n"] = whole })[0];
        var drawn = Draw(whole, 1000);

        Assert.Equal((Int128)high - (((Int128)high - low) % step), whole.High);
        Assert.All(drawn, value => Assert.True(whole.Contains(value)));
        Assert.All(drawn, value => Assert.Equal(0, ((Int128)value.As<long>() - low) % step));
        Assert.Equal(1000 * negative, drawn.Count(value => value.As<long>() < 0), 95.0); // 6 standard deviations
        Assert.Equal(whole.Low, axis.At(axis.Low).As<long>());
        Assert.InRange(axis.At(axis.High).As<long>(), whole.High - 4096, whole.High); // places are doubles, up to 2048 apart there
        Assert.Equal(whole.Low, whole.Coerce(whole.Low));
        Assert.Equal(whole.High, whole.Coerce(whole.High));
        Assert.Equal(whole.Count is null, ((Int128)whole.High - low) / step >= long.MaxValue);
        Assert.Equal(whole.Count is null ? null : whole.Count - 1, whole.IndexOf(whole.High));
    }

    [Property]
    public Property Sample_OfAnyIntegers_StaysInside() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int Low, ushort Width, byte Step)>(),
        bounds => Draw(new IntDistribution(bounds.Low, (long)bounds.Low + bounds.Width, Step: bounds.Step + 1), 5)
            .All(new IntDistribution(bounds.Low, (long)bounds.Low + bounds.Width, Step: bounds.Step + 1).Contains));

    [Fact]
    public void Contains_OfOtherKinds_IsFalse()
    {
        Assert.False(new FloatDistribution(0, 1).Contains("0.5"));
        Assert.False(new FloatDistribution(0, 1).Contains(1.5));
        Assert.False(new FloatDistribution(0, 1, Step: 0.25).Contains(0.3));
        Assert.False(new IntDistribution(0, 9).Contains(3.5));
        Assert.False(new IntDistribution(0, 9, Step: 2).Contains(3));
        Assert.False(new CategoricalDistribution([1, 2]).Contains(1.5));
    }

    [Fact]
    public void Contains_ANumberOfTheOtherKind_AsLargeAsOneItHolds()
    {
        Assert.True(new FloatDistribution(0, 1).Contains(1));
        Assert.True(new IntDistribution(0, 9).Contains(3.0));
        Assert.True(new CategoricalDistribution([1, 2]).Contains(1.0));
    }

    /// <summary>
    /// The value itself where the list has it, else the first number as large: null, true and "5" are none, and 5 is 5.0 only where there
    /// is no 5.0.
    /// </summary>
    [Fact]
    public void Coerce_ToAChoice_PrefersTheEqualOneThenTheNumberAsLarge()
    {
        var list = new CategoricalDistribution([5, "5", default, true, 5.0, 0.5, 1, long.MaxValue]);

        Assert.Equal<ParameterValue?>(
            [5, "5", default(ParameterValue), true, 5.0, 0.5, 1],
            new ParameterValue[] { 5, "5", default, true, 5.0, 0.5, 1.0 }.Select(list.Coerce));
        Assert.All((ParameterValue[])["null", false, "True", 0, 6.0], value => Assert.Null(list.Coerce(value)));
        Assert.Equal<ParameterValue?>("5", list.Coerce(ParameterValue.Of(5, "5"))); // an object is known by its label
        Assert.Equal(long.MaxValue, list.Coerce(9.2233720368547758E+18)); // 2⁶³: as doubles they are the same
        Assert.Null(new CategoricalDistribution(["a", "b"]).Coerce(default));
    }

    [Fact]
    public void Coerce_OfRandomValues_IsTheFirstOfTheListByDefinition()
    {
        ParameterValue[] some = [0, 0.0, 1, 1.0, 2, 2.5, "1", "", default, true, false];
        var random = RandomAddress.FromSeed(1).Stream();
        for (int repeat = 0; repeat < 2000; repeat++)
        {
            int kept = 1 + random.NextInt32((1 << some.Length) - 1);
            var list = new CategoricalDistribution(ParameterValues.Create([.. some.Where((_, i) => (kept >> i & 1) == 1)]));
            var value = some[random.NextInt32(some.Length)];

            var expected = list.Values.Cast<ParameterValue?>().FirstOrDefault(choice => choice!.Value.Equals(value))
                ?? list.Values.Cast<ParameterValue?>()
                    .FirstOrDefault(choice => choice!.Value.IsNumber && value.IsNumber && choice.Value.As<double>() == value.As<double>());

            Assert.Equal(expected, list.Coerce(value));
            Assert.Equal(expected, list.IndexOf(value) is { } index ? list.ValueAt(index) : (ParameterValue?)null);
        }
    }

    /// <summary>The number of every value is its own: of steps and of whole numbers, and of decimals that are not binary ones.</summary>
    [Theory]
    [MemberData(nameof(Every))]
    public void IndexOf_EveryValueThatIsCounted_IsItsNumber(Distribution distribution)
    {
        for (long index = 0; index < Math.Min(distribution.Count ?? 0, 1000); index++)
        {
            Assert.Equal(index, distribution.IndexOf(distribution.ValueAt(index)));
        }
    }

    public static TheoryData<Func<Distribution>, string> Refused => new()
    {
        { () => new FloatDistribution(2, 1), "High must be at least Low (2.0)" },
        { () => new FloatDistribution(double.NaN, 1), "Low must be finite" },
        { () => new FloatDistribution(double.MinValue, double.MaxValue), "and High and High − Low finite" },
        { () => new FloatDistribution(0, 1, Log: true), "Low must be above 0 where the scale is logarithmic" },
        { () => new FloatDistribution(0, 1, Step: 0), "Step must be above 0" },
        { () => new FloatDistribution(1, 2, Log: true, Step: 1), "Step cannot be given where the scale is logarithmic" },
        { () => new IntDistribution(2, 1), "High must be at least Low (2)" },
        { () => new IntDistribution(0, 1, Log: true), "Low must be 1 or more" },
        { () => new IntDistribution(0, 1, Step: 0), "Step must be 1 or more" },
        { () => new IntDistribution(1, 9, Log: true, Step: 2), "Step must be 1 where the scale is logarithmic" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Constructor_OfNonsense_SaysTheRule(Func<Distribution> make, string rule) =>
        Assert.Contains(rule, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);

    [Fact]
    public void Categorical_WithoutOrWithRepeatedValues_SaysTheRule()
    {
        Assert.StartsWith(
            "A categorical distribution must have at least one value",
            Assert.Throws<ArgumentException>(() => new CategoricalDistribution([])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Got \"a\" twice",
            Assert.Throws<ArgumentException>(() => new CategoricalDistribution(["a", "a"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_OfSameSettings_IsTrue()
    {
        Assert.Equal(new CategoricalDistribution([1, "a"]), new CategoricalDistribution([1, "a"]));
        Assert.NotEqual(new CategoricalDistribution([1, "a"]), new CategoricalDistribution(["a", 1]));
        Assert.Equal(new FloatDistribution(0, 1), new FloatDistribution(0, 1));
    }

    private static ParameterValue[] Draw(Distribution distribution, int count)
    {
        var random = RandomAddress.FromSeed(1).At("draws").Stream();
        var drawn = new ParameterValue[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = distribution.Sample(ref random);
        }

        return drawn;
    }
}

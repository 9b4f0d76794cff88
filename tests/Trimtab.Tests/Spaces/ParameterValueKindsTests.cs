using System.Globalization;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

/// <summary>Every .NET value that can be a setting is one, in any culture, or is refused with a sentence.</summary>
public class ParameterValueKindsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<object, string> Kinds => new()
    {
        { (sbyte)-5, "-5" }, { (byte)5, "5" }, { (short)-5, "-5" }, { (ushort)5, "5" }, { -5, "-5" }, { 5u, "5" },
        { -5L, "-5" }, { 5ul, "5" }, { (nint)5, "5" }, { (nuint)5, "5" },
        { 0.1f, "0.1" }, { 0.1, "0.1" }, { 0.1m, "0.1" }, { 1.50m, "1.5" }, { (Half)0.1, "0.1" }, { float.MaxValue, "3.4028235E+38" },
        { 'x', "\"x\"" }, { "x", "\"x\"" }, { true, "true" }, { DayOfWeek.Monday, "\"Monday\"" },
        { new DateOnly(2026, 3, 9), "\"2026-03-09\"" },
        { new TimeOnly(13, 5), "\"13:05:00.0000000\"" },
        { TimeSpan.FromHours(36.5), "\"1.12:30:00\"" },
        { new DateTime(2026, 3, 9, 13, 5, 0, DateTimeKind.Utc), "\"2026-03-09T13:05:00.0000000Z\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { new Version(1, 2), "\"1.2\"" }, { (Int128)7, "\"7\"" }, { new Point(1.5, -2), "\"Point { X = 1.5, Y = -2 }\"" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryKind_HasOneTextInAnyCulture_AndComesBackAsItself(object value, string canonical)
    {
        var from = ParameterValue.From(value);

        Assert.Equal(canonical, from.ToString());
        Assert.Equal(value, from.As(value.GetType()));
        Assert.Equal(from, ParameterValue.From(from.As(value.GetType())));
        await new Study().OptimizeAsync(
            trial => trial.SuggestCategorical("kind", [value]).Equals(value) ? 1.0 : throw new InvalidOperationException("another value"),
            2,
            cancellationToken: Token);
        Assert.Equal(value, new ParameterGrid { ["kind"] = [from] }[0]["kind"].As(value.GetType()));
    }

    /// <summary>The nearest double is that of the decimal's text, whatever its number of decimals.</summary>
    [Fact]
    public void Decimals_OfAnyScale_AreTheNearestDoubles()
    {
        var random = RandomAddress.FromSeed(5).Stream();
        for (byte scale = 0; scale <= 28; scale++)
        {
            for (int draw = 0; draw < 200; draw++)
            {
                int digits = 1 + random.NextInt32(15);
                decimal value = new decimal(random.NextInt64((long)Math.Pow(10, digits))) * new decimal(1, 0, 0, draw % 2 == 0, scale);

                double nearest = double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

                Assert.Equal(nearest, ((ParameterValue)value).As<double>());
                Assert.Equal(value, ((ParameterValue)value).As<decimal>());
            }
        }

        Assert.Equal(1e-28, ((ParameterValue)1e-28m).As<double>());
    }

    [Fact]
    public void Numbers_ConvertWithinTheirRange_AndAreRefusedBeyond()
    {
        Assert.Equal((byte)255, ((ParameterValue)255).As<byte>());
        Assert.Equal(5ul, ((ParameterValue)5.0).As<ulong>());
        Assert.Equal(0.1m, ((ParameterValue)0.1).As<decimal>());
        Assert.Equal(new DateOnly(2026, 3, 9), ((ParameterValue)"2026-03-09").As<DateOnly>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)256).As<byte>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)(-1)).As<uint>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)1e300).As<float>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)1e300).As<decimal>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)0.5).As<short>());
        Assert.Throws<TrimtabException>(() => ((ParameterValue)"7").As<DayOfWeek>());
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterValue.From(ulong.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterValue.From(0.12345678901234567890m));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterValue.From(Half.NaN));
        Assert.Equal(((ParameterValue)0.0).ToString(), ((ParameterValue)(-0.0)).ToString());
    }

    [Fact]
    public async Task Null_IsAChoice()
    {
        var study = new Study(new() { Sampler = new GridSampler(new() { ["depth"] = [ParameterValue.From(null), 3] }) });

        await study.OptimizeAsync(trial => trial.SuggestCategorical("depth", new int?[] { null, 3 }) ?? 100, cancellationToken: Token);

        Assert.Equal(["""{"depth":null}""", """{"depth":3}"""], study.Trials.Select(trial => trial.Parameters.ToString()));
        Assert.Equal("depth=null", study[0].Parameters.ToDisplayString());
        Assert.Equal(3.0, study.BestTrial!.Values["value"]);
        Assert.Null(study[0].Parameters["depth"].As<int?>());
        Assert.Null(((ParameterValue)(string?)null).As<string>());
        Assert.Throws<TrimtabException>(() => study[0].Parameters["depth"].As<int>());
    }

    [Fact]
    public void ObjectsWithOneText_CannotBeToldApart_AndAreRefused()
    {
        ParameterValue[] same = [ParameterValue.From(new object()), ParameterValue.From(new object())];

        var error = Assert.Throws<ArgumentException>(() => new CategoricalDistribution(ParameterValues.Create(same)));

        Assert.Contains("ParameterValue.Of(value, label)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANumberOfTheOtherKind_IsTakenAndStoredInTheDistributionsKind()
    {
        var study = new Study(new() { Fixed = ParameterSet.Of(("fixed", 4.0)) });
        study.Enqueue(ParameterSet.Of(("whole", 5.0), ("real", 1), ("listed", 2.0)));

        await study.OptimizeAsync(
            trial => trial.SuggestInt("whole", 0, 9) + trial.SuggestFloat("real", 0, 2) + trial
                .SuggestCategorical("listed", [1, 2]) + trial.SuggestInt("fixed", 0, 9),
            1,
            cancellationToken: Token);

        Assert.Equal(ParameterSet.Of(("fixed", 4), ("listed", 2), ("real", 1.0), ("whole", 5)), study[0].Parameters);
    }

    [Fact]
    public async Task AGridOfReals_ForAWholeNumber_IsTriedOnce()
    {
        var study = new Study(new() { Sampler = new GridSampler(new() { ["n"] = [1.0, 2.0, 3.0] }) });

        var result = await study.OptimizeAsync(trial => trial.SuggestInt("n", 0, 9), 10, cancellationToken: Token);

        Assert.Equal(StopReason.Exhausted, result.Reason);
        Assert.Equal(3, study.Count);
    }

    [Fact]
    public async Task ATypedSpace_TakesEveryKind_OrIsRefusedWhenMade()
    {
        var study = new Study(new() { Sampler = new RandomSampler() });

        await study.OptimizeAsync<Typed>(
            typed => typed.Day.Day + (double)typed.Share + typed.Depth + typed.Rate + (typed.Kernel is null ? 0 : typed.Size!.Value),
            30,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.Contains(
            "Depth can't hold", Assert.Throws<TrimtabException>(() => new TypedSpace<TooSmall>()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "make its type nullable",
            Assert.Throws<TrimtabException>(() => new TypedSpace<NotNullable>()).Message,
            StringComparison.Ordinal);
    }

    private readonly record struct Point(double X, int Y);

    private sealed record Typed
    {
        [Choices("2026-01-01", "2026-06-01")]
        public DateOnly Day { get; init; }

        [FloatRange(0.1, 0.9)]
        public decimal Share { get; init; }

        [IntRange(0, 255)]
        public byte Depth { get; init; }

        [FloatRange(1, 10)]
        public float Rate { get; init; }

        [Choices("rbf", null)]
        public string? Kernel { get; init; }

        [IntRange(1, 3, When = nameof(Kernel), Is = ["rbf"])]
        public ushort? Size { get; init; } = 0;
    }

    private sealed record TooSmall
    {
        [IntRange(0, 256)]
        public byte Depth { get; init; }
    }

    private sealed record NotNullable
    {
        [Choices("rbf", null)]
        public string Kernel { get; init; } = "";
    }
}

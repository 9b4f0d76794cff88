using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Normal distribution: identities and limits; <see cref="NumericsOracleTests"/> compares values with those of mpmath.</summary>
public class NormalTests
{
    public static TheoryData<double> Points => [-40, -8, -3, -1, -0.5, -1e-9, 0, 1e-9, 0.4, 0.47, 1, 2.5, 6, 30];

    [Theory]
    [MemberData(nameof(Points))]
    public void Cdf_OfXAndMinusX_SumToOne(double x) => Assert.Equal(1, Normal.Cdf(x) + Normal.Cdf(-x), 1e-15);

    [Theory]
    [MemberData(nameof(Points))]
    public void Erfc_OfXAndMinusX_SumToTwo(double x) => Assert.Equal(2, Normal.Erfc(x) + Normal.Erfc(-x), 1e-15);

    [Theory]
    [MemberData(nameof(Points))]
    public void LogCdf_WhereCdfIsNotTiny_IsItsLogarithm(double x)
    {
        double cdf = Normal.Cdf(x);

        Assert.True(cdf < 1e-300 || Math.Abs(Normal.LogCdf(x) - Math.Log(cdf)) <= 1e-12 * Math.Max(1, Math.Abs(Math.Log(cdf))));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-10)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Quantile_OfAProbability_HasThatProbability(double p)
    {
        Assert.Equal(1, Normal.Cdf(Normal.Quantile(p)) / p, 1e-11);
        Assert.Equal(-Normal.Quantile(p), p < 1e-9 ? -Normal.Quantile(p) : Normal.Quantile(1 - p), 1e-6); // 1 − p rounds where p is small
    }

    [Fact]
    public void Quantile_AtAndBeyondTheEnds_IsInfinite()
    {
        Assert.Equal(double.NegativeInfinity, Normal.Quantile(0));
        Assert.Equal(double.PositiveInfinity, Normal.Quantile(1));
        Assert.Equal(0, Normal.Quantile(0.5), 1e-16);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(-30, 30)]
    [InlineData(0, 0.001)]
    [InlineData(-0.001, 0)]
    public void TruncatedQuantile_OfZeroAndOne_IsTheEnds(double a, double b)
    {
        Assert.Equal(a, Normal.TruncatedQuantile(0, a, b), 1e-9 * Math.Max(1, Math.Abs(a)));
        Assert.Equal(b, Normal.TruncatedQuantile(1, a, b), 1e-9 * Math.Max(1, Math.Abs(b)));
        Assert.InRange(Normal.TruncatedQuantile(0.5, a, b), a, b);
    }

    [Theory]
    [InlineData(-2, 1)]
    [InlineData(0.1, 0.3)]
    [InlineData(8, 9)]
    [InlineData(-9, -8)]
    [InlineData(-0.1, 0.1)]
    public void LogMass_OfAnInterval_IsThatOfItsMirrorImage(double a, double b) =>
        Assert.Equal(Normal.LogMass(a, b), Normal.LogMass(-b, -a), 1e-12 * Math.Max(1, Math.Abs(Normal.LogMass(a, b))));

    [Fact]
    public void LogMass_OfTwoHalves_IsThatOfTheWhole()
    {
        double halves = Math.Exp(Normal.LogMass(-1.3, 0.2)) + Math.Exp(Normal.LogMass(0.2, 2.1));

        Assert.Equal(Math.Exp(Normal.LogMass(-1.3, 2.1)), halves, 1e-15);
    }

    [Theory]
    [InlineData(1e-18)]
    [InlineData(1e-9)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    public void Log1p_NearZero_KeepsItsDigits(double x) =>
        Assert.Equal(1, Normal.Log1p(x) / (Math.Abs(x) < 1e-6 ? x - (x * x / 2) : Math.Log(1 + x)), 1e-15); // two terms of its series
}

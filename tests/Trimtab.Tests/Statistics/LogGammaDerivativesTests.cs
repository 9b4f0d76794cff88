using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class LogGammaDerivativesTests
{
    private const double Euler = 0.57721566490153286, Catalan = 0.91596559417721902;

    /// <summary>Closed forms: Abramowitz and Stegun, 6.3.2, 6.3.3, 6.4.2 and 6.4.4; at ¼ with Catalan's constant.</summary>
    public static TheoryData<double, double, double> Points => new()
    {
        { 1, -Euler, Math.PI * Math.PI / 6 },
        { 0.5, -Euler - (2 * Math.Log(2)), Math.PI * Math.PI / 2 },
        { 0.25, -Euler - (Math.PI / 2) - (3 * Math.Log(2)), (Math.PI * Math.PI) + (8 * Catalan) },
        { 3, 1.5 - Euler, (Math.PI * Math.PI / 6) - 1.25 },
        { 12, -Euler + Enumerable.Range(1, 11).Sum(n => 1.0 / n),
            (Math.PI * Math.PI / 6) - Enumerable.Range(1, 11).Sum(n => 1.0 / (n * n)) },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void DigammaAndTrigamma_WhereTheyHaveClosedForms_AreThose(double x, double digamma, double trigamma)
    {
        Assert.Equal(digamma, LogGammaDerivatives.Digamma(x), 1e-12 * Math.Max(1, Math.Abs(digamma)));
        Assert.Equal(trigamma, LogGammaDerivatives.Trigamma(x), 1e-12 * Math.Max(1, trigamma));
        Assert.Equal(x, LogGammaDerivatives.InverseTrigamma(trigamma), 1e-10 * x);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    public void InverseTrigamma_FarOut_IsTheInverse(double value) =>
        Assert.Equal(value, LogGammaDerivatives.Trigamma(LogGammaDerivatives.InverseTrigamma(value)), 1e-9 * value);
}

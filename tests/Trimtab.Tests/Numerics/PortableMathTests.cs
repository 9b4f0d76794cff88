using System.Runtime.Intrinsics;
using System.Text.Json;
using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

public class PortableMathTests
{
    private static readonly JsonElement _oracle = Oracles.Load("elementary.json");

    public static TheoryData<string> Functions => ["exp", "log", "pow", "cos", "sin"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_AtTheOraclesPoints_IsWithinOneUlpOfTheTrueValue(string name)
    {
        foreach (var row in _oracle.GetProperty(name).EnumerateArray())
        {
            double[] numbers = row.Numbers();
            double nearest = numbers[^2], rest = numbers[^1], ulp = Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest);

            double error = (Of(name, numbers) - nearest - rest) / ulp;

            Assert.True(Math.Abs(error) <= 1, $"{name}({numbers[0]:R}, …) is {Of(name, numbers):R}, {error} ulp from the true value");
        }
    }

    [Fact]
    public void Exp_OutsideOfTheRange_IsInfiniteOrZero()
    {
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(709.79));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(double.PositiveInfinity));
        Assert.Equal(0, PortableMath.Exp(-745.2));
        Assert.Equal(0, PortableMath.Exp(double.NegativeInfinity));
        Assert.Equal(double.Epsilon, PortableMath.Exp(-745));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(double.NaN, PortableMath.Exp(double.NaN));
    }

    [Fact]
    public void Log_AtTheEnds_IsInfiniteOrNaN()
    {
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(-0.0));
        Assert.Equal(double.PositiveInfinity, PortableMath.Log(double.PositiveInfinity));
        Assert.Equal(double.NaN, PortableMath.Log(-1));
        Assert.Equal(double.NaN, PortableMath.Log(double.NaN));
        Assert.Equal(0, PortableMath.Log(1));
    }

    /// <summary>IEEE 754-2019, 9.2.1, which <see cref="Math.Pow"/> follows too.</summary>
    [Fact]
    public void Pow_AtLimits_IsAsIeeeWants()
    {
        double[] edges =
        [
            0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        ];
        foreach (double x in edges)
        {
            foreach (double y in edges)
            {
                double power = Math.Pow(x, y);
                Assert.Equal(power, PortableMath.Pow(x, y), double.IsFinite(power) ? 3e-16 * Math.Abs(power) : 0); // roots are inexact
            }
        }
    }

    [Fact]
    public void Pow_OfWholeNumbers_IsExact()
    {
        for (int x = 2; x <= 12; x++)
        {
            double exact = 1;
            for (int y = 1; (exact *= x) < 9007199254740992; y++)
            {
                Assert.Equal(exact, PortableMath.Pow(x, y));
            }
        }
    }

    [Fact]
    public void Exp_OfLanes_HasTheBitsOfTheScalar()
    {
        var stream = RandomAddress.FromSeed(1).Stream();
        for (int i = 0; i < 5000; i++)
        {
            double x = (stream.NextDouble() - 0.5) * 1400 * Math.Pow(2, -stream.NextInt32(12));

            double lane = PortableMath.Exp(Vector512.Create(x))[3];
            Assert.Equal(BitConverter.DoubleToInt64Bits(PortableMath.Exp(x)), BitConverter.DoubleToInt64Bits(lane));
        }
    }

    [Fact]
    public void Cos_OfHugeAngle_SaysWhichAreTaken() =>
        Assert.Contains(
            "from -100000 to 100000. Got 200000",
            Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Cos(2e5)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Lerp_AtTheEnds_IsThem()
    {
        Assert.Equal(0.1, PortableMath.Lerp(0.1, 0.7, 0));
        Assert.Equal(0.7, PortableMath.Lerp(0.1, 0.7, 1));
    }

    private static double Of(string name, double[] arguments) => name switch
    {
        "exp" => PortableMath.Exp(arguments[0]),
        "log" => PortableMath.Log(arguments[0]),
        "pow" => PortableMath.Pow(arguments[0], arguments[1]),
        "cos" => PortableMath.Cos(arguments[0]),
        _ => PortableMath.Sin(arguments[0]),
    };
}

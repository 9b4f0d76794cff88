using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

public class ElementaryTests
{
    /// <summary>Against the platform's double precision, whose error is 2⁻²⁹ of a float's.</summary>
    [Fact]
    public void Exp_OfFloatsOfEverySize_IsWithinOneUlp()
    {
        for (uint bits = 0; bits < 0x42D40000; bits += 4099) // to 106
        {
            AssertExp(BitConverter.UInt32BitsToSingle(bits));
            AssertExp(-BitConverter.UInt32BitsToSingle(bits));
        }
    }

    [Fact]
    public void Exp_OutsideOfTheRange_IsInfiniteOrZero()
    {
        Assert.Equal(float.PositiveInfinity, Exp(89));
        Assert.Equal(float.PositiveInfinity, Exp(float.PositiveInfinity));
        Assert.Equal(0, Exp(-104));
        Assert.Equal(0, Exp(float.NegativeInfinity));
        Assert.Equal(1, Exp(0));
        Assert.Equal(float.NaN, Exp(float.NaN));
    }

    [Fact]
    public void Log1p_OfFloatsUpToOne_IsWithinOneUlp()
    {
        for (uint bits = 0; bits <= 0x3F800000; bits += 1021)
        {
            float x = BitConverter.UInt32BitsToSingle(bits);
            double truth = x < 1e-8 ? x : Math.Log(1.0 + x), error = (Elementary.Log1p(Vector512.Create(x))[5] - truth) / Ulp((float)truth);

            Assert.True(Math.Abs(error) <= 1, $"log(1 + {x:R}) is {error} ulp off");
        }
    }

    private static void AssertExp(float x)
    {
        double truth = Math.Exp(x), error = truth >= float.MaxValue ? 0 : (Exp(x) - truth) / Ulp((float)truth);

        Assert.True(Math.Abs(error) <= 1, $"exp({x:R}) is {error} ulp off");
    }

    private static float Exp(float x) => Elementary.Exp(Vector512.Create(x))[7];

    private static double Ulp(float x) => (double)float.BitIncrement(x) - x;
}

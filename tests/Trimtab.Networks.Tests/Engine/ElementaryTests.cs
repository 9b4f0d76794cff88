using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

public unsafe class ElementaryTests
{
    private static readonly Dictionary<string, IWidths> _functions = new()
    {
        ["exp"] = new Exponentials(),
        ["expm1"] = new DecayedExponentials(),
        ["log1p"] = new Logarithms(),
        ["sigmoid"] = new Sigmoids(),
        ["normal"] = new Normals(),
        ["bell"] = new Bells(),
    };

    /// <summary>An elementary function of every width.</summary>
    private interface IWidths
    {
        TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>;
    }

    public static TheoryData<string> Functions => [.. _functions.Keys];

    /// <summary>A width needs no machine that has it.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_OfEveryWidth_HasTheSameBits(string name)
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 65_537) // both signs, subnormal numbers, infinity and NaN
        {
            SameForEveryWidth(BitConverter.UInt32BitsToSingle((uint)bits), name, _functions[name]);
        }
    }

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
            double truth = x < 1e-8 ? x : Math.Log(1.0 + x), error = (Log1p(x) - truth) / Ulp((float)truth);

            Assert.True(Math.Abs(error) <= 1, $"log(1 + {x:R}) is {error} ulp off");
        }
    }

    private static void AssertExp(float x)
    {
        double truth = Math.Exp(x), error = truth >= float.MaxValue ? 0 : (Exp(x) - truth) / Ulp((float)truth);

        Assert.True(Math.Abs(error) <= 1, $"exp({x:R}) is {error} ulp off");
    }

    private static float Exp(float x) => SameForEveryWidth(x, "exp", _functions["exp"]);

    private static float Log1p(float x) => SameForEveryWidth(x, "log1p", _functions["log1p"]);

    private static double Ulp(float x) => (double)float.BitIncrement(x) - x;

    /// <summary>f(x), in every lane of every width.</summary>
    private static float SameForEveryWidth(float x, string name, IWidths f)
    {
        float[] values = [.. In<Floats16>(x, f), .. In<Floats8>(x, f), .. In<Floats4>(x, f)];
        if (values.Select(value => float.IsNaN(value) ? 0 : BitConverter.SingleToInt32Bits(value) + 1L).Distinct().Skip(1).Any())
        {
            Assert.Fail($"{name}({x:R}) is {string.Join(", ", values)}");
        }

        return values[0];
    }

    private static float[] In<TVector>(float x, IWidths f)
        where TVector : struct, IFloatVector<TVector>
    {
        float[] values = new float[TVector.Count];
        fixed (float* to = values)
        {
            f.Of(TVector.Create(x)).Store(to);
        }

        return values;
    }

    private sealed class Exponentials : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Exp(x);
    }

    private sealed class DecayedExponentials : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Expm1(x);
    }

    private sealed class Logarithms : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Log1p(x);
    }

    private sealed class Sigmoids : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Sigmoid(x);
    }

    private sealed class Normals : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Normal(x).Cdf;
    }

    private sealed class Bells : IWidths
    {
        public TVector Of<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Normal(x).Bell;
    }
}

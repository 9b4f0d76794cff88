using System.Globalization;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>
/// A hundred small trainings, studies, scores and draws on this processor as it is and with its vector instructions turned off: the bits
/// are the same.
/// </summary>
public class ProcessorTests
{
    public static TheoryData<string> Settings => ["EnableAVX512", "EnableAVX2", "EnableHWIntrinsic"];

    /// <summary>Vectors of 256 or 128 bits beside registers and instructions of more: every choice but the width's stays.</summary>
    [Theory]
    [InlineData(0x100)]
    [InlineData(0x80)]
    public async Task Bits_WithNarrowerVectors_AreTheSame(int bits)
    {
        var whole = BitsProgram.RunAsync(null);
        var narrow = BitsProgram.RunAsync("PreferredVectorBitWidth", bits.ToString("X", CultureInfo.InvariantCulture));

        string[] expected = await whole, actual = await narrow;

        Assert.Equal(expected.Skip(1), actual.Skip(1));
    }

    /// <summary>
    /// Without AVX2 the runtime uses no fused multiply-add either; without EnableHWIntrinsic, no vector instruction that could be missing.
    /// </summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Bits_WithoutInstructions_AreTheSame(string setting)
    {
        var whole = BitsProgram.RunAsync(null);
        var less = BitsProgram.RunAsync(setting);

        string[] expected = await whole, actual = await less;

        Assert.True(expected.Length > 100, $"{expected.Length} lines");
        Assert.Equal(expected.Skip(1), actual.Skip(1));
        Assert.Contains(
            setting switch { "EnableAVX512" => "AVX-512 False", "EnableAVX2" => "FMA False", _ => "SSE4.2 False" },
            actual[0],
            StringComparison.Ordinal);
    }
}

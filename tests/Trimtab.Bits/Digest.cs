using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Trimtab.Bits;

/// <summary>The bits of numbers as a short text.</summary>
internal static class Digest
{
    /// <summary>Of the numbers' bytes; every NaN counts as the same one, because processors differ in its sign.</summary>
    public static string Of(IEnumerable<double> numbers)
    {
        double[] canonical = [.. numbers.Select(number => double.IsNaN(number) ? double.NaN : number)];
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(canonical.AsSpan())))[..16];
    }

    /// <summary>Of a study: every trial's values and outcome.</summary>
    public static string Of(History history) => Of(history.SelectMany(trial =>
        trial.Parameters.Select(knob => Number(knob.Value)).Append(trial.Values.GetValueOrDefault("value", double.NaN))));

    private static double Number(ParameterValue value) => value.IsNumber ? value.As<double>() : value.ToString().Length + value.ToString()[0];
}

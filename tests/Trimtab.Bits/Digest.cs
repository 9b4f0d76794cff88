using System.Runtime.InteropServices;
using Trimtab.Spaces;

namespace Trimtab.Bits;

/// <summary>The bits of numbers as a short text.</summary>
internal static class Digest
{
    /// <summary>Of the numbers' bytes; every NaN counts as the same one, because processors differ in its sign.</summary>
    public static string Of(IEnumerable<double> numbers)
    {
        double[] canonical = [.. numbers.Select(number => double.IsNaN(number) ? double.NaN : number)];
        ulong hash = 0xCBF29CE484222325; // FNV-1a: SHA-256 would need a library where an emulator runs this
        foreach (byte part in MemoryMarshal.AsBytes(canonical.AsSpan()))
        {
            hash = (hash ^ part) * 0x100000001B3;
        }

        return hash.ToString("X16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Of a study: every trial's values and outcome.</summary>
    public static string Of(History history) => Of(history.SelectMany(trial =>
        trial.Parameters.Select(parameter => Number(parameter.Value)).Append(trial.Values.GetValueOrDefault("value", double.NaN))));

    private static double Number(ParameterValue value) =>
        value.IsNumber ? value.As<double>() : value.ToString().Length + value.ToString()[0];
}

using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>Labels of the values on one axis: short, and different where the values are.</summary>
internal static class NumberLabels
{
    private const int MostDigits = 17; // they tell all doubles apart

    /// <summary>The texts of some values of a parameter: reals with as many significant digits as tell them apart.</summary>
    /// <param name="values">The values.</param>
    /// <param name="digits">The fewest significant digits, 1 to 17.</param>
    public static string[] Of(IReadOnlyCollection<ParameterValue> values, int digits)
    {
        string[] texts = [.. values.Select(value => Text(value, digits))];
        return digits == MostDigits || texts.Distinct().Count() == values.Distinct().Count() ? texts : Of(values, digits + 1);
    }

    private static string Text(ParameterValue value, int digits) => value.Value is double real
        ? real.ToString(Invariant($"G{digits}"), CultureInfo.InvariantCulture)
        : value.ToDisplayString();
}

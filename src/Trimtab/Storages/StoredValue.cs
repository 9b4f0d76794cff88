using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <summary>The number that stands for a parameter's value in a storage, as in Optuna: a double, of a choice its index.</summary>
internal static class StoredValue
{
    private const long Exact = 1L << 53; // up to it every integer is a double
    private const double TwoPow64 = 18446744073709551616.0;

    /// <summary>The number that stands for a value.</summary>
    /// <exception cref="TrimtabException">The value is none that the distribution could have.</exception>
    public static double Of(Distribution distribution, ParameterValue value) => distribution is CategoricalDistribution list
        ? list.IndexOf(value) ?? throw new TrimtabException($"A parameter's value must be one of {list.Values}. Got {value}.")
        : value.Value switch
        {
            "Infinity" when value.IsLabelled => double.PositiveInfinity,
            "-Infinity" when value.IsLabelled => double.NegativeInfinity,
            _ => value.As<double>(),
        };

    /// <summary>
    /// The value that a number stands for. An integer of the distribution that a double can't hold is found where it is the nearest; one
    /// beyond 64 bits is a real number, and an infinite number an object known by its JSON.
    /// </summary>
    /// <exception cref="TrimtabException">There is no such choice, or the number is NaN.</exception>
    public static ParameterValue Read(Distribution distribution, double value) => distribution switch
    {
        CategoricalDistribution list when value > -1 && value < list.Values.Count => list.Values[(int)value],
        CategoricalDistribution list => throw new TrimtabException(
            Invariant($"A stored choice must be an index from 0 to {list.Values.Count - 1}. Got {value}.")),
        _ when double.IsNaN(value) => throw new TrimtabException("A stored parameter must be a number. Got NaN."),
        _ when double.IsInfinity(value) => PythonText.Number(value) is var json ? ParameterValue.Of(json, json) : default,
        IntDistribution whole => Integer(whole, value),
        _ => value,
    };

    /// <summary>Whether a value is lost where only the number that stands for it is kept.</summary>
    public static bool IsRounded(Distribution distribution, ParameterValue value) =>
        value.Value is long and (< -Exact or > Exact) && distribution is IntDistribution
        && !Read(distribution, Of(distribution, value)).Equals(value);

    private static ParameterValue Integer(IntDistribution distribution, double value)
    {
        if (Math.Abs(value) <= Exact && distribution.Low >= -Exact && distribution.High <= Exact)
        {
            return (long)value;
        }

        double whole = Math.Truncate(value);
        long? nearest = Math.Abs(whole) < TwoPow64 ? distribution.Nearest((Int128)whole) : null;
        bool isLong = whole is >= (double)long.MinValue and < -(double)long.MinValue;
        return nearest == whole ? nearest.Value : isLong ? (ParameterValue)(long)whole : whole;
    }
}

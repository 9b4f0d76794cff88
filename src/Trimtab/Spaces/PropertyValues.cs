using System.Reflection;

namespace Trimtab.Spaces;

/// <summary>Checks that a property can hold every value of a distribution.</summary>
internal static class PropertyValues
{
    /// <summary>Tries the values that a type may be unable to hold.</summary>
    /// <exception cref="TrimtabException">The property can't hold one.</exception>
    /// <exception cref="ArgumentException">The property can't hold one, as it is out of the type's range.</exception>
    public static void Require(PropertyInfo property, Distribution distribution)
    {
        foreach (var value in Samples(distribution))
        {
            value.As(property.PropertyType);
            if (value.Value is null && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull)
            {
                throw new TrimtabException("It can't be null; make its type nullable.");
            }
        }
    }

    /// <summary>
    /// Every value of a list; of a range its ends, where a property is too small for it, and one between, where it can't hold fractions.
    /// </summary>
    private static ParameterValue[] Samples(Distribution distribution)
    {
        var random = new Numerics.RandomAddress(0).Stream();
        return distribution switch
        {
            CategoricalDistribution list => [.. list.Values],
            IntDistribution whole => [whole.Low, whole.High],
            FloatDistribution real => [real.Low, real.High, real.Sample(ref random)],
            _ => [distribution.Sample(ref random)],
        };
    }
}

namespace Trimtab.Spaces;

/// <summary>
/// Finds values of a list by equality, and numbers that are not in it by their size: 5.0 where the list has 5. Immutable; thread-safe; O(1)
/// a value.
/// </summary>
internal sealed class ValueIndex
{
    private readonly Dictionary<ParameterValue, int> _places;
    private readonly Dictionary<double, int> _numbers = [];

    /// <summary>An index of a list. Of values that stand twice, and of 5 and 5.0 for another number as large, the first counts.</summary>
    public ValueIndex(IReadOnlyList<ParameterValue> values)
    {
        _places = new(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            _places.TryAdd(values[i], i);
            if (values[i].IsNumber)
            {
                _numbers.TryAdd(values[i].As<double>(), i);
            }
        }
    }

    /// <summary>The place of a value, from 0; <see langword="null"/> where the list has neither it nor a number as large.</summary>
    public int? Of(ParameterValue value) =>
        _places.TryGetValue(value, out int place) || (value.IsNumber && _numbers.TryGetValue(value.As<double>(), out place)) ? place : null;
}

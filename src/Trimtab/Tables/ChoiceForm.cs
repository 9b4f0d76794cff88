using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>How choices of a categorical parameter are distinguished in a table.</summary>
internal static class ChoiceForm
{
    /// <summary>
    /// Whether a column of choices has cells of several types: its choices are neither of one type nor numbers that differ in size.
    /// </summary>
    public static bool IsMixed(ParameterValues choices)
    {
        var types = choices.Select(choice => Cell(choice).GetType()).Distinct().ToList();
        return types.Count > 1 && (!types.All(type => type == typeof(long) || type == typeof(double))
            || choices.Select(choice => choice.As<double>()).Distinct().Count() < choices.Count);
    }

    /// <summary>Whether texts without quotes are the same for some choices, so that they are written as JSON.</summary>
    public static bool IsJson(ParameterValues choices) =>
        choices.Select(choice => choice.ToDisplayString()).Distinct(StringComparer.Ordinal).Count() < choices.Count;

    /// <summary>The cell of a value.</summary>
    public static object Cell(ParameterValue value) => value.IsLabelled ? value.ToDisplayString() : value.Value ?? DBNull.Value;
}

using System.Runtime.CompilerServices;

namespace Trimtab.Spaces;

/// <summary>
/// Names of parameters of a named part, as scikit-learn has them: <c>scale__with_mean</c> is the parameter <c>with_mean</c> of the part
/// <c>scale</c>.
/// </summary>
/// <remarks>
/// The part is what stands before the first two underscores, and the parameter, which may be nested itself, all that stands after them. A
/// part's name has no two underscores and does not end with one: so every name has a single reading.
/// </remarks>
internal static class NestedName
{
    private const string Separator = "__";

    /// <summary>The name of a part's parameter.</summary>
    public static string Of(string part, string parameter) => part + Separator + parameter;

    /// <summary>The part and its parameter; <see langword="null"/> for the parameter where the name is not nested.</summary>
    public static (string Part, string? Parameter) Split(string name)
    {
        int end = name.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? (name, null) : (name[..end], name[(end + Separator.Length)..]);
    }

    /// <summary>The parameters of a part, by the names that they have in it.</summary>
    public static ParameterSet Within(string part, ParameterSet parameters) => ParameterSet.Create(
        from parameter in parameters
        let name = Split(parameter.Key)
        where name.Part == part && name.Parameter is not null
        select KeyValuePair.Create(name.Parameter!, parameter.Value));

    /// <summary>Refuses a part's name after which the name of a parameter could be read in two ways.</summary>
    /// <param name="value">The part's name.</param>
    /// <param name="part">What it names, for the message: "a step".</param>
    /// <param name="name">The argument or property that has the name.</param>
    /// <exception cref="ArgumentException">It is blank, has two underscores in a row, or ends with one.</exception>
    public static string Checked(string value, string part, [CallerMemberName] string name = "") =>
        Setting.Required(value, name).Contains(Separator, StringComparison.Ordinal) || value.EndsWith('_')
            ? throw new ArgumentException(
                $"The name of {part} must not have '{Separator}', which stands before its parameters' names, nor end with '_'. "
                    + $"Got '{value}'.",
                name)
            : value;
}

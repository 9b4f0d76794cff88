using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Trimtab;

namespace MnistNotebook;

/// <summary>Kinds of flags. Each refuses a bad value with the rule, what came, and what to do.</summary>
internal static class Flag
{
    /// <summary>A whole number from <paramref name="least"/> up.</summary>
    public static Option<T> Whole<T>(string name, string description, T least, T otherwise)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => Of(
            name,
            description,
            "N",
            otherwise,
            text => T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null,
            $"must be a whole number from {least} to {T.MaxValue}",
            $"Give a number, such as {name} {otherwise}");

    /// <summary>One of some names; case does not matter.</summary>
    public static Option<string> OneOf(string name, string description, IReadOnlyCollection<string> known, string otherwise) => Of(
        name,
        description,
        "NAME",
        otherwise,
        text => known.FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase)),
        $"must be one of {string.Join(", ", known)}",
        "Choose one of these",
        text => new UnknownNameException(name, text, known).Nearest);

    /// <summary>Any of some names, with commas between, in any order; case does not matter. Empty for none.</summary>
    public static Option<string[]> AnyOf(string name, string description, IReadOnlyCollection<string> known)
    {
        return Of<string[]>(
            name,
            description,
            "A,B",
            [],
            text =>
            {
                string?[] found = [.. Words(text).Select(Known)];
                return found.Length > 0 && !found.Contains(null) ? found.Distinct().ToArray() : null;
            },
            $"must be names out of {string.Join(", ", known)}, with commas between",
            "Choose from these",
            NearestOfFirstUnknown);

        string? Known(string word) => known.FirstOrDefault(one => one.Equals(word, StringComparison.OrdinalIgnoreCase));

        string? NearestOfFirstUnknown(string text) => Words(text)
            .Where(word => Known(word) is null)
            .Select(word => new UnknownNameException(name, word, known).Nearest)
            .FirstOrDefault();
    }

    /// <summary>A value of any type.</summary>
    /// <param name="name">With its two dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="helpName">What stands for the value there.</param>
    /// <param name="otherwise">The value when the flag is not given.</param>
    /// <param name="parse">The value of a text; <see langword="null"/> where it is none.</param>
    /// <param name="rule">What the value must be, to follow the flag's name.</param>
    /// <param name="remedy">What to do then, a sentence without its period.</param>
    /// <param name="nearest">What may have been meant by a bad value; null where nothing is near.</param>
    public static Option<T> Of<T>(
        string name,
        string description,
        string helpName,
        T otherwise,
        Func<string, object?> parse,
        string rule,
        string remedy,
        Func<string, string?>? nearest = null) => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                if (parse(text) is T value)
                {
                    return value;
                }

                string question = nearest?.Invoke(text) is { } near ? $"Did you mean '{near}'? " : "";
                result.AddError($"{name} {rule}. Got '{text}'. {question}{remedy}.");
                return otherwise;
            },
        };

    public static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

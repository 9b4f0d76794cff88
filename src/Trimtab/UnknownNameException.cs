using Trimtab.Files;

namespace Trimtab;

/// <summary>
/// A name that nothing of its kind bears. The message suggests the nearest one where there is one, and lists the names there are, or says
/// that there are none.
/// </summary>
public sealed class UnknownNameException : TrimtabException
{
    /// <summary>Says that no <paramref name="kind"/> is called <paramref name="name"/>.</summary>
    /// <param name="kind">What was looked for: "Optimizer", "parameter".</param>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">Every name there is.</param>
    public UnknownNameException(string kind, string name, IEnumerable<string> known)
        : base(
            $"No {kind} is called '{CellText.Printable(name)}'. {NearestName.Question(name, known)}{Listed(known)}") =>
        Nearest = NearestName.Of(name, known);

    /// <summary>
    /// The known name that may have been meant: at most a third of the letters differ. <see langword="null"/> where none is that near.
    /// </summary>
    public string? Nearest { get; }

    private static string Listed(IEnumerable<string> known) =>
        string.Join(", ", known) is { Length: > 0 } names ? $"Known: {names}." : "There is none.";
}

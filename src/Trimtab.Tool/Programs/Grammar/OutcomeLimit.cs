using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>A constraint on what a program reports: <c>memory&lt;=512</c>. Immutable.</summary>
/// <param name="Name">Name of the number it reports.</param>
/// <param name="Bound">The limit, which is allowed itself.</param>
/// <param name="IsUpper">Whether greater numbers violate it; else smaller ones do.</param>
internal sealed partial record OutcomeLimit(string Name, double Bound, bool IsUpper)
{
    /// <summary>Reads a constraint.</summary>
    /// <exception cref="TrimtabException">It has another form.</exception>
    public static OutcomeLimit Parse(string text) =>
        Form().Match(text) is { Success: true } form
        && double.TryParse(form.Groups["bound"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound)
        && double.IsFinite(bound)
            ? new(form.Groups["name"].Value, bound, form.Groups["sign"].Value == "<=")
            : throw new TrimtabException($"A limit is written name<=number or name>=number, as memory<=512. Got '{text}'.");

    /// <summary>Amount by which a number violates the limit; 0 or less where it satisfies it.</summary>
    public double Violation(double value) => IsUpper ? value - Bound : Bound - value;

    /// <summary>The constraint as it is written.</summary>
    public override string ToString() => $"{Name}{(IsUpper ? "<=" : ">=")}{Bound.ToString("R", CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"^\s*(?<name>[^\s<>=]+)\s*(?<sign><=|>=)\s*(?<bound>\S+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

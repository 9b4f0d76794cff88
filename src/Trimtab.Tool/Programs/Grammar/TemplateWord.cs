using System.Text;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>A word of a command with placeholders: <c>--lr={lr}</c>. Immutable.</summary>
/// <remarks>
/// <c>{name}</c> is a placeholder, <c>{{name}}</c> the text <c>{name}</c>; all other braces are as they are, and so is <c>${name}</c>,
/// which is the shell's.
/// </remarks>
internal sealed partial class TemplateWord
{
    private readonly (string Text, bool IsPlaceholder)[] _parts;

    /// <summary>Reads a word.</summary>
    public TemplateWord(string text)
    {
        var parts = new List<(string, bool)>();
        int at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            Literal(text[at..match.Index]);
            at = match.Index + match.Length;
            if (match.Groups["escaped"].Success)
            {
                Literal($"{{{match.Groups["escaped"].Value}}}");
            }
            else
            {
                parts.Add((match.Groups["name"].Value, true));
            }
        }

        Literal(text[at..]);
        _parts = [.. parts];

        void Literal(string part)
        {
            if (part.Length > 0)
            {
                parts.Add((part, false));
            }
        }
    }

    /// <summary>Names of the placeholders.</summary>
    public IEnumerable<string> Names => _parts.Where(part => part.IsPlaceholder).Select(part => part.Text);

    /// <summary>The name, where the whole word is one placeholder.</summary>
    public string? Only => _parts is [(var name, true)] ? name : null;

    /// <summary>Whether there is no placeholder.</summary>
    public bool IsLiteral => !Names.Any();

    /// <summary>The word with what stands for its placeholders; null where one of them has nothing.</summary>
    public string? Fill(Func<string, string?> valueOf)
    {
        var word = new StringBuilder();
        foreach (var (text, isPlaceholder) in _parts)
        {
            if ((isPlaceholder ? valueOf(text) : text) is not { } part)
            {
                return null;
            }

            word.Append(part);
        }

        return word.ToString();
    }

    /// <summary>A word that stands for a text as it is, whatever braces that has.</summary>
    public static string Escaped(string text) => Unescaped().Replace(text, "{$0}");

    [GeneratedRegex(
        $@"\{{\{{(?<escaped>{ProgramParameter.NamePattern})\}}\}}|(?<!\$)\{{(?<name>{ProgramParameter.NamePattern})\}}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex($@"(?<!\$)\{{{ProgramParameter.NamePattern}\}}", RegexOptions.CultureInvariant)]
    private static partial Regex Unescaped();
}

using System.Text;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Words of a command as a line that a POSIX shell reads as these words. Pure functions.</summary>
internal static class CommandLineText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";

    /// <summary>The words, quoted where needed.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>The words of a line, with quotes as in a shell, and no other of its rules.</summary>
    /// <exception cref="TrimtabException">A quote is not closed.</exception>
    public static string[] Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char letter in line)
        {
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
                word = quote == '\0' ? word : word!.Append(letter);
            }
            else if (letter is '"' or '\'')
            {
                (quote, word) = (letter, word ?? new());
            }
            else if (!char.IsWhiteSpace(letter))
            {
                word = (word ?? new()).Append(letter);
            }
            else if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        return quote != '\0' ? throw new TrimtabException($"A quote is closed. Got {line}.")
            : word is null ? [.. words]
            : [.. words, word.ToString()];
    }

    /// <summary>A word, in single quotes where a shell would change it.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(letter => Plain.Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

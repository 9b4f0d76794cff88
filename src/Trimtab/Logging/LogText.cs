using System.Globalization;
using System.Text;

namespace Trimtab.Logging;

/// <summary>Texts of users as fields of log events.</summary>
internal static class LogText
{
    /// <summary>
    /// The text on one line: control characters and separators of lines and paragraphs are written as <c>\u000A</c>, so that a name can't
    /// begin a line of its own in a log. The very text where it has none.
    /// </summary>
    public static string OneLine(string text)
    {
        if (!text.Any(BreaksLine))
        {
            return text;
        }

        var line = new StringBuilder();
        foreach (char letter in text)
        {
            _ = BreaksLine(letter) ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}") : line.Append(letter);
        }

        return line.ToString();
    }

    private static bool BreaksLine(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';
}

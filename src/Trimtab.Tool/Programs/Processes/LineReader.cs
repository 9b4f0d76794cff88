using System.Text;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// Cuts what a program prints into lines, whatever the program prints: in bounded memory, without colours, each state of a progress bar
/// that returns to the start of its line as a line. Not thread-safe.
/// </summary>
/// <param name="line">Called with each line that is not empty.</param>
internal sealed partial class LineReader(Action<string> line)
{
    /// <summary>Longer lines are cut, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;

    /// <summary>Reads a file, as long as its reader wants more.</summary>
    public static void Read(string path, Func<string, bool> line)
    {
        bool isRead = true;
        var reader = new LineReader(text => isRead = isRead && line(text));
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] buffer = new byte[LongestLine];
        for (int length; isRead && (length = file.Read(buffer)) > 0;)
        {
            reader.Add(buffer.AsSpan(0, length));
        }

        reader.End();
    }

    /// <summary>Reads on.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            Append(bytes[..end]);
            End();
            bytes = bytes[(end + 1)..];
        }

        Append(bytes);
    }

    /// <summary>Ends the last line.</summary>
    public void End()
    {
        if (_length > 0)
        {
            string text = Clean(_line.AsSpan(0, _length));
            _length = 0;
            if (text.Length > 0)
            {
                line(text);
            }
        }
    }

    /// <summary>Text without colours and other commands to a terminal; what is no UTF-8 becomes U+FFFD.</summary>
    private static string Clean(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        text = text.Contains('\e', StringComparison.Ordinal) ? Command().Replace(text, "") : text;
        return text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0
            ? text.TrimEnd()
            : string.Concat(text.Where(letter => letter >= ' ' || letter == '\t')).TrimEnd();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, LongestLine - _length)];
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>ECMA-48: control sequences, operating system commands, and escapes of two characters.</summary>
    [GeneratedRegex("\e(?:\\[[0-?]*[ -/]*[@-~]|\\][^\a\e]*(?:\a|\e\\\\)?|[@-Z\\\\^_=>()#][0-9A-Z]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}

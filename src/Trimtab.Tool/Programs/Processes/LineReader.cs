using System.Text;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// Cuts what a program prints into lines, whatever the program prints: in bounded memory, without colours, each state of a progress bar
/// that returns to the start of its line as a line. Not thread-safe.
/// </summary>
/// <param name="line">Called with each line that is not empty.</param>
/// <param name="tooLong">Called in place of it with each line that is longer than <see cref="LongestLine"/>. Default: nothing.</param>
internal sealed partial class LineReader(Action<string> line, Action? tooLong = null)
{
    /// <summary>Longer lines are left out, in bytes: a number may be cut, and a part of an object is none.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>How much is read at once, in bytes.</summary>
    public const int Block = 64 * 1024;

    private byte[] _line = new byte[1024]; // grows
    private int _length;
    private bool _isTooLong;

    /// <summary>Reads a file, as long as its reader wants more.</summary>
    public static void Read(string path, Func<string, bool> line, Action tooLong)
    {
        bool isRead = true;
        var reader = new LineReader(text => isRead = isRead && line(text), tooLong);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] buffer = new byte[Block];
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
        var (length, isTooLong) = (_length, _isTooLong);
        (_length, _isTooLong) = (0, false);
        if (isTooLong)
        {
            tooLong?.Invoke();
        }
        else if (length > 0 && Clean(_line.AsSpan(0, length)) is { Length: > 0 } text)
        {
            line(text);
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
        _isTooLong |= bytes.Length > LongestLine - _length;
        if (_isTooLong)
        {
            return;
        }

        if (bytes.Length > _line.Length - _length)
        {
            Array.Resize(ref _line, Math.Max(2 * _line.Length, _length + bytes.Length));
        }

        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>ECMA-48: control sequences, operating system commands, and escapes of two characters.</summary>
    [GeneratedRegex("\e(?:\\[[0-?]*[ -/]*[@-~]|\\][^\a\e]*(?:\a|\e\\\\)?|[@-Z\\\\^_=>()#][0-9A-Z]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}

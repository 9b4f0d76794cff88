using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>The end of a file of a program's output, for messages.</summary>
internal static class LastLines
{
    private const int MostBytes = 16 * 1024;
    private const int MostLetters = 200; // of a line

    /// <summary>The last lines of a file that are not empty; none where there is no file.</summary>
    public static IReadOnlyList<string> Of(string path, int count)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(file.Length, MostBytes), SeekOrigin.End);
        byte[] bytes = new byte[MostBytes];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var lines = new List<string>();
        var reader = new LineReader(line => lines.Add(line.Length > MostLetters ? $"{line[..MostLetters]}…" : line));
        reader.Add(bytes.AsSpan(0, length));
        reader.End();
        return lines[Math.Max(0, lines.Count - count)..];
    }

    /// <summary>Lines under a headline; empty where there are none.</summary>
    public static string Text(string headline, IReadOnlyList<string> lines) => lines.Count == 0 ? "" : new StringBuilder()
        .Append('\n').Append(headline).AppendJoin("", lines.Select(line => $"\n  {line}")).ToString();
}

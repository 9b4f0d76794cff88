using System.Text;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>The text of a study's file. A device that never ends is read no further than the limit.</summary>
internal static class StudyFileText
{
    private const int Most = 4 << 20; // letters

    /// <summary>Reads a file in UTF-8, or in another Unicode whose byte order mark it has.</summary>
    /// <exception cref="TrimtabException">It is longer than a study's file can be.</exception>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TrimtabException("A study's file is YAML or JSON. This is a folder.");
        }

        using var reader = new StreamReader(path, Encoding.UTF8);
        char[] letters = new char[64 << 10];
        var text = new StringBuilder();
        while (reader.Read(letters) is > 0 and var count)
        {
            text.Append(letters, 0, count);
            if (text.Length > Most)
            {
                throw new TrimtabException(Invariant($"A study's file has {Most >> 20} MiB of text at most. This one has more."));
            }
        }

        return text.ToString();
    }
}

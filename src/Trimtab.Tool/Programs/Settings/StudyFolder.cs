using System.Security.Cryptography;
using System.Text;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>The folder of a study's trials. It belongs to one study: a file in it says to which.</summary>
internal static class StudyFolder
{
    /// <summary>Name of the file with the study's identity.</summary>
    public const string FileName = "study.txt";

    private const int MostBytes = 200; // of a name; file systems allow 255
    private const int BytesOfHash = 8;

    /// <summary>The name of the folder of a study: no two studies have the same.</summary>
    /// <remarks>
    /// Letters, digits, spaces and <c>-_.</c> are themselves, but for a full stop at the beginning; all else is written as in URLs. A long
    /// name is cut, and has a hash of the whole behind it.
    /// </remarks>
    public static string NameOf(string study)
    {
        var name = new StringBuilder();
        foreach (var letter in study.EnumerateRunes())
        {
            string text = letter.ToString();
            bool isPlain = Rune.IsLetterOrDigit(letter) || text is "-" or "_" or " " || (text == "." && name.Length > 0);
            name.Append(isPlain ? text : string.Concat(Encoding.UTF8.GetBytes(text).Select(value => Invariant($"%{value:X2}"))));
        }

        return Cut(name.ToString(), study);
    }

    /// <summary>
    /// The folder for a study, made if needed: the one asked for, or where that belongs to another study the first of <c>-2</c>,
    /// <c>-3</c>, … that does not.
    /// </summary>
    /// <param name="folder">The folder asked for.</param>
    /// <param name="id">Identity of the study.</param>
    public static string Claim(string folder, string id)
    {
        string claimed = folder;
        for (int number = 2; !IsOf(claimed, id); number++)
        {
            claimed = Invariant($"{folder}-{number}");
        }

        return claimed;
    }

    /// <summary>Whether a folder is there and belongs to a study. Nothing is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="id">Identity of the study.</param>
    public static bool Belongs(string folder, string id)
    {
        try
        {
            string path = Path.Combine(folder, FileName);
            return File.Exists(path) && File.ReadAllText(path) == id;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Cut(string name, string study)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
        {
            return name;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(study));
        while (Encoding.UTF8.GetByteCount(name) > MostBytes - (2 * BytesOfHash) - 1 || char.IsHighSurrogate(name[^1]))
        {
            name = name[..^1];
        }

        return $"{name}~{Convert.ToHexStringLower(hash.AsSpan(0, BytesOfHash))}";
    }

    private static bool IsOf(string folder, string id)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            return File.ReadAllText(path) == id;
        }

        OwnFile.WriteFirst(path, id);
        return File.ReadAllText(path) == id;
    }
}

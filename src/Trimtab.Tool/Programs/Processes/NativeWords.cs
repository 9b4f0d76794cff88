using System.Runtime.InteropServices;
using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Words as C's null-terminated array of null-terminated UTF-8 strings, until it is disposed.</summary>
internal sealed class NativeWords : IDisposable
{
    private readonly nint _memory;

    /// <exception cref="TrimtabException">A word holds a NUL, which no argument of a program can.</exception>
    public NativeWords(IReadOnlyCollection<string> words)
    {
        if (words.FirstOrDefault(word => word.Contains('\0', StringComparison.Ordinal)) is { } bad)
        {
            throw new TrimtabException($"A word of a command can't have a NUL character. Got '{bad.Replace('\0', '␀')}'.");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(words.Select(word => word + '\0')));
        _memory = Marshal.AllocHGlobal(Math.Max(1, bytes.Length));
        Marshal.Copy(bytes, 0, _memory, bytes.Length);
        Pointers = new nint[words.Count + 1];
        nint at = _memory;
        foreach (var (index, word) in words.Index())
        {
            Pointers[index] = at;
            at += Encoding.UTF8.GetByteCount(word) + 1;
        }
    }

    /// <summary>Addresses of the strings, and 0.</summary>
    public nint[] Pointers { get; }

    /// <summary>A path as C reads it.</summary>
    public static byte[] Path(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <inheritdoc/>
    public void Dispose() => Marshal.FreeHGlobal(_memory);
}

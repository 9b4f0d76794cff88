using System.Text;

namespace Trimtab.Csv;

/// <summary>A stream of CSV as text: in the encoding of its byte order mark, else in the one that is set, else in UTF-8.</summary>
/// <remarks>Bytes that are no text in that encoding are errors, never replaced. Not thread-safe.</remarks>
internal sealed class CsvText
{
    private const int BlockLength = 1 << 16; // bytes

    private static readonly (byte[] Mark, Encoding Encoding)[] _marks =
    [
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: false)), // before that of UTF-16, which it begins with
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false)),
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false)),
    ];

    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly long _start; // behind the byte order mark

    /// <param name="stream">The stream, seekable, which stands where the CSV begins.</param>
    /// <param name="encoding">Encoding of a stream without a byte order mark; null for UTF-8.</param>
    public CsvText(Stream stream, Encoding? encoding)
    {
        _stream = stream;
        long start = stream.Position;
        byte[] head = new byte[4];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (mark, marked) = _marks.FirstOrDefault(item => head.AsSpan(0, length).StartsWith(item.Mark));
        _encoding = (Encoding)(marked ?? encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)).Clone();
        _encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        _start = start + (mark?.Length ?? 0);
        stream.Position = start;
    }

    /// <summary>The text from its beginning; a line is skipped for each of <paramref name="skippedLines"/>.</summary>
    public StreamReader Open(int skippedLines = 0)
    {
        _stream.Position = _start;
        var text = new StreamReader(_stream, _encoding, detectEncodingFromByteOrderMarks: false, BlockLength, leaveOpen: true);
        for (int i = 0; i < skippedLines; i++)
        {
            text.ReadLine();
        }

        return text;
    }

    /// <summary>The separator that a first line as <c>sep=;</c> says; null where there is no such line.</summary>
    public string? Separator()
    {
        using var text = Open();
        char[] head = new char[6];
        text.ReadBlock(head);
        return head is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', not ('"' or '\r' or '\n' or '\0'), '\r' or '\n' or '\0']
            ? $"{head[4]}"
            : null;
    }

    /// <summary>The error of bytes that are no text, with their line.</summary>
    /// <param name="remedy">What else to do than to save the file as UTF-8; empty for nothing.</param>
    public TrimtabException Invalid(string remedy = "")
    {
        var (line, bytes) = FirstInvalid();
        return new($"CSV must be text in its encoding, here {_encoding.WebName.ToUpperInvariant()}. "
            + Invariant($"Line {line} has the bytes {Convert.ToHexString(bytes)}, which are none: save the file as UTF-8{remedy}."));
    }

    /// <summary>The line of the first bytes that are no text, from 1, and those bytes.</summary>
    private (long Line, byte[] Bytes) FirstInvalid()
    {
        _stream.Position = _start;
        var decoder = _encoding.GetDecoder();
        byte[] block = new byte[BlockLength];
        char[] chars = new char[_encoding.GetMaxCharCount(BlockLength)];
        long line = 1;
        try
        {
            for (int length; (length = _stream.Read(block)) > 0;)
            {
                var left = block.AsSpan(0, length);
                while (left.Length > 0) // to the end of a line at a time: what was counted before is right when the next part is none
                {
                    int end = left.IndexOf((byte)'\n') is >= 0 and var found ? found + 1 : left.Length;
                    int count = decoder.GetChars(left[..end], chars, flush: false);
                    line += chars.AsSpan(0, count).Count('\n');
                    left = left[end..];
                }
            }

            decoder.GetChars([], chars, flush: true);
        }
        catch (DecoderFallbackException error)
        {
            return (line, error.BytesUnknown ?? []);
        }

        return (line, []);
    }
}

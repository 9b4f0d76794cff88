namespace Trimtab.Images;

/// <summary>
/// A file in memory whose end is an error to a reader that goes on after it: the decoder takes the end for zeros, so that a truncated image
/// would be read as a whole one whose last pixels are wrong.
/// </summary>
/// <param name="content">Bytes of the file.</param>
internal sealed class EndingStream(byte[] content) : MemoryStream(content, writable: false)
{
    /// <summary>Bytes of the file.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        return read < count ? throw Ended() : read; // the decoder asks for as many as it needs
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        int value = base.ReadByte();
        return value < 0 ? throw Ended() : value;
    }

    private static EndOfStreamException Ended() => new("it ends within the image");
}

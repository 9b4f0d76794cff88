namespace Trimtab.Images;

/// <summary>
/// A file in memory whose end is an error to a reader that goes on after it: the decoder takes the end for zeros, and waits in a truncated
/// JPEG for ever.
/// </summary>
/// <param name="content">Bytes of the file.</param>
internal sealed class EndingStream(byte[] content) : MemoryStream(content, writable: false)
{
    private const int MostReads = 1000; // after the end: a whole image may be looked at a little further

    private int _reads;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        return read == 0 && count > 0 ? AtEnd(read) : read;
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        int value = base.ReadByte();
        return value < 0 ? AtEnd(value) : value;
    }

    private int AtEnd(int result) => ++_reads < MostReads ? result : throw new EndOfStreamException("it ends within the image");
}

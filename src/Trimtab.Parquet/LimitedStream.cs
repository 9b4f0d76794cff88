namespace Trimtab.Parquet;

/// <summary>Bytes in memory, of which those before a limit can be read: reading further is an error, not the end.</summary>
/// <param name="content">The bytes.</param>
internal sealed class LimitedStream(byte[] content) : MemoryStream(content, writable: false)
{
    /// <summary>Where reading ends. Default: with the last byte.</summary>
    public long Limit { get; set; } = content.Length;

    /// <inheritdoc/>
    public override int ReadByte()
    {
        Require(1);
        return base.ReadByte();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Require(count);
        return base.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        Require(buffer.Length);
        return base.Read(buffer);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    private void Require(int count)
    {
        if (count > 0 && Position >= Limit)
        {
            throw new EndOfStreamException(Invariant($"A column ends at byte {Limit}, before it is whole."));
        }
    }
}

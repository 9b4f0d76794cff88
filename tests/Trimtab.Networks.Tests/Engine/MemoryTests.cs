using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Buffers and the pool they come from.</summary>
public unsafe class MemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Buffer_IsZeroAlignedAndHasSlack(int length)
    {
        using var buffer = new AlignedBuffer(length);

        Assert.Equal(0, (nint)buffer.Pointer % 64);
        Assert.Equal(length, buffer.Span.Length);
        Assert.All(new ReadOnlySpan<float>(buffer.Pointer, length + AlignedBuffer.Slack).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Buffer_OfALargeBlock_IsAlignedToAPage()
    {
        using var buffer = new AlignedBuffer(5000);

        Assert.Equal(0, (nint)buffer.Pointer % 4096);
    }

    [Fact]
    public void Buffer_AfterAnotherOfItsSize_ReusesTheMemoryAndIsZeroAgain()
    {
        const int Length = 12_347; // a size no other test uses
        nint first;
        using (var buffer = new AlignedBuffer(Length))
        {
            first = (nint)buffer.Pointer;
            new Span<float>(buffer.Pointer, Length + AlignedBuffer.Slack).Fill(7);
        }

        using var again = new AlignedBuffer(Length);

        Assert.Equal(first, (nint)again.Pointer);
        Assert.All(new ReadOnlySpan<float>(again.Pointer, Length + AlignedBuffer.Slack).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Buffers_InUseAtOnce_ShareNoMemory()
    {
        using var one = new AlignedBuffer(12_349);
        using var other = new AlignedBuffer(12_349);
        one.Span.Fill(1);

        Assert.Equal(0, other.Span.ToArray().Max());
    }

    [Fact]
    public void Dispose_Twice_GivesTheMemoryBackOnce()
    {
        const int Length = 12_351;
        var buffer = new AlignedBuffer(Length);
        buffer.Dispose();
        buffer.Dispose();
        using var one = new AlignedBuffer(Length);
        using var other = new AlignedBuffer(Length);

        Assert.NotEqual((nint)one.Pointer, (nint)other.Pointer);
    }

    [Fact]
    public void Length_BelowZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));

    [Fact]
    public void Pool_GivesBackTheBlockReturnedLast()
    {
        const nuint Bytes = 98_304 + 64;
        void* one = BufferPool.Rent(Bytes), other = BufferPool.Rent(Bytes);
        BufferPool.Return(one, Bytes, keep: true);
        BufferPool.Return(other, Bytes, keep: true);

        void* third = BufferPool.Rent(Bytes), fourth = BufferPool.Rent(Bytes);

        Assert.Equal(((nint)other, (nint)one), ((nint)third, (nint)fourth));
        BufferPool.Return(third, Bytes, keep: false);
        BufferPool.Return(fourth, Bytes, keep: false);
    }

    [Fact]
    public void Pool_OfAnotherThread_DoesNotHaveTheBlock()
    {
        const nuint Bytes = 98_304 + 128;
        void* mine = BufferPool.Rent(Bytes);
        BufferPool.Return(mine, Bytes, keep: true);
        nint other = 0;
        var thread = new Thread(() =>
        {
            void* block = BufferPool.Rent(Bytes);
            other = (nint)block;
            BufferPool.Return(block, Bytes, keep: false);
        });
        thread.Start();
        thread.Join();

        Assert.NotEqual((nint)mine, other);
        Assert.Equal((nint)mine, (nint)BufferPool.Rent(Bytes));
        BufferPool.Return(mine, Bytes, keep: false);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(16, 1)]
    [InlineData(17, 2)]
    [InlineData(256, 16)]
    public void Count_OfTiles_RoundsUp(int rows, int tiles) => Assert.Equal(tiles, Tile.Count(rows));
}

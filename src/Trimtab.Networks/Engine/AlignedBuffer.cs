using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>Floats outside the garbage collector's heap, zeroed, on a cache line's boundary, with slack behind that kernels may read.</summary>
/// <remarks>Not thread-safe. Using it after disposal is an error that is not checked.</remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    /// <summary>Floats behind the end that may be read (what comes is not used).</summary>
    public const int Slack = 16 * Tile.Lanes;

    private float* _start;

    /// <summary>Makes a buffer of <paramref name="length"/> zeros.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = ((nuint)length + Slack) * sizeof(float);
        _start = (float*)BufferPool.Take(bytes);
        NativeMemory.Clear(_start, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    /// <summary>Frees what was not disposed.</summary>
    ~AlignedBuffer() => Release(keep: false);

    /// <summary>Floats that may be written.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    public float* Pointer => _start;

    /// <summary>All of it.</summary>
    public Span<float> Span => new(_start, Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(keep: true);
        GC.SuppressFinalize(this);
    }

    private void Release(bool keep)
    {
        if (_start is not null)
        {
            BufferPool.Give(_start, ((nuint)Length + Slack) * sizeof(float), keep);
            GC.RemoveMemoryPressure(((long)Length + Slack) * sizeof(float));
            _start = null;
        }
    }
}

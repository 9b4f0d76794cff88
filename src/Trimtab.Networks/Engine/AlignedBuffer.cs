using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>Zero-initialized floats in native memory, aligned to a cache line, followed by slack that kernels may read.</summary>
/// <remarks>Not thread-safe. Use after disposal is not checked.</remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    /// <summary>Floats past the end that may be read; their values are not used.</summary>
    public const int Slack = 16 * Tile.Lanes;

    private float* _start;

    /// <summary>Allocates as many zeros as the product of <paramref name="factors"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is more than an array can hold.</exception>
    public AlignedBuffer(params ReadOnlySpan<long> factors)
    {
        Length = BlockLength.Of(factors);
        nuint bytes = ((nuint)Length + Slack) * sizeof(float);
        _start = (float*)BufferPool.Rent(bytes);
        NativeMemory.Clear(_start, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    /// <summary>Frees the memory of a buffer that was not disposed.</summary>
    ~AlignedBuffer() => Release(keep: false);

    /// <summary>Number of floats that may be written.</summary>
    public int Length { get; }

    /// <summary>Address of the first float.</summary>
    public float* Pointer => _start;

    /// <summary>The address of the first number, as a number.</summary>
    public nint Address => (nint)Pointer;

    /// <summary>All <see cref="Length"/> floats.</summary>
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
            BufferPool.Return(_start, ((nuint)Length + Slack) * sizeof(float), keep);
            GC.RemoveMemoryPressure(((long)Length + Slack) * sizeof(float));
            _start = null;
        }
    }
}

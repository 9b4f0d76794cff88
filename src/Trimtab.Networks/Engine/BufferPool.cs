using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>
/// A pool of native memory blocks per thread: the trainings of a search need the same few sizes, and the first use of fresh pages is slow.
/// </summary>
/// <remarks>Up to 64 MiB per thread; blocks left when a thread ends are freed by the finalizer.</remarks>
internal sealed unsafe class BufferPool
{
    private const nuint MaxKept = 64 << 20, Page = 4096;

    [ThreadStatic]
    private static BufferPool? _current;

    private readonly Dictionary<nuint, Stack<nint>> _free = [];
    private nuint _kept;

    /// <summary>Frees the pooled blocks after the thread has ended.</summary>
    ~BufferPool()
    {
        foreach (nint block in _free.Values.SelectMany(blocks => blocks))
        {
            NativeMemory.AlignedFree((void*)block);
        }
    }

    /// <summary>Returns a block of uninitialized memory, aligned to a cache line, or to a page from 4096 bytes.</summary>
    public static void* Rent(nuint bytes)
    {
        var pool = _current ??= new();
        if (pool._free.TryGetValue(bytes, out var blocks) && blocks.TryPop(out nint block))
        {
            pool._kept -= bytes;
            return (void*)block;
        }

        return NativeMemory.AlignedAlloc(bytes, bytes >= Page ? Page : 64);
    }

    /// <summary>Returns a block to the pool, or frees it.</summary>
    /// <param name="block">A block from <see cref="Rent"/>, on any thread.</param>
    /// <param name="bytes">The size it was rented with.</param>
    /// <param name="keep">Whether it may be reused by this thread; otherwise it is freed.</param>
    public static void Return(void* block, nuint bytes, bool keep)
    {
        var pool = keep ? _current ??= new() : null;
        if (pool is null || pool._kept + bytes > MaxKept)
        {
            NativeMemory.AlignedFree(block);
            return;
        }

        if (!pool._free.TryGetValue(bytes, out var blocks))
        {
            pool._free[bytes] = blocks = new();
        }

        blocks.Push((nint)block);
        pool._kept += bytes;
    }
}

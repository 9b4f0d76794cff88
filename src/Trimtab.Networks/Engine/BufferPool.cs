using System.Runtime.InteropServices;

namespace Trimtab.Networks.Engine;

/// <summary>Memory that one training gives back and the next on the same thread takes again: nets of a search have the same few sizes, and fresh pages are slow.</summary>
/// <remarks>Each thread has its own, up to 64 MiB; what a thread keeps when it ends is freed by the collector's finalizer.</remarks>
internal sealed unsafe class BufferPool
{
    private const nuint MostKept = 64 << 20, Page = 4096;

    [ThreadStatic]
    private static BufferPool? _mine;

    private readonly Dictionary<nuint, Stack<nint>> _free = [];
    private nuint _kept;

    /// <summary>Frees what is left when its thread has ended.</summary>
    ~BufferPool()
    {
        foreach (nint block in _free.Values.SelectMany(blocks => blocks))
        {
            NativeMemory.AlignedFree((void*)block);
        }
    }

    /// <summary>A block, with whatever it held before; aligned to a cache line, large ones to a page.</summary>
    public static void* Take(nuint bytes)
    {
        var pool = _mine ??= new();
        if (pool._free.TryGetValue(bytes, out var blocks) && blocks.TryPop(out nint block))
        {
            pool._kept -= bytes;
            return (void*)block;
        }

        return NativeMemory.AlignedAlloc(bytes, bytes >= Page ? Page : 64);
    }

    /// <summary>Gives a block back.</summary>
    /// <param name="block">One from <see cref="Take"/>, by any thread.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="keep">Whether this thread may use it again; else it is freed.</param>
    public static void Give(void* block, nuint bytes, bool keep)
    {
        var pool = keep ? _mine ??= new() : null;
        if (pool is null || pool._kept + bytes > MostKept)
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

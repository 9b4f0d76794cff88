using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary><see cref="Philox"/> for the sixteen images of a tile at once; the same words as the scalar form.</summary>
/// <remarks>The counter of unit block u of the image at position b of the batch is (high 0, low b·2³² + u).</remarks>
internal static class PhiloxLanes
{
    /// <summary>The four words of each image for one block of four units.</summary>
    /// <param name="key">Where the draws live.</param>
    /// <param name="block">The unit block: units 4·block to 4·block + 3.</param>
    /// <param name="images">Each lane's position in the batch.</param>
    /// <param name="x0">The draws of the block's first unit; the others follow.</param>
    /// <param name="x1">Of its second.</param>
    /// <param name="x2">Of its third.</param>
    /// <param name="x3">Of its fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw(
        ulong key, uint block, Vector512<uint> images, out Vector512<uint> x0, out Vector512<uint> x1, out Vector512<uint> x2, out Vector512<uint> x3)
    {
        var (c0, c1, c2, c3) = (Vector512.Create(block), images, Vector512<uint>.Zero, Vector512<uint>.Zero);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Multiply(Philox.M0, c0, out var low0, out var high0);
            Multiply(Philox.M1, c2, out var low1, out var high1);
            (c0, c1, c2, c3) = (high1 ^ c1 ^ Vector512.Create(k0), low1, high0 ^ c3 ^ Vector512.Create(k1), low0);
            k0 += Philox.W0;
            k1 += Philox.W1;
        }

        (x0, x1, x2, x3) = (c0, c1, c2, c3);
    }

    /// <summary>The two halves of each lane's 64-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(uint factor, Vector512<uint> lanes, out Vector512<uint> low, out Vector512<uint> high)
    {
        var even = Product(lanes, factor).AsUInt32();
        var odd = Product((lanes.AsUInt64() >> 32).AsUInt32(), factor).AsUInt32();
        var oddLanes = Vector512.Create(0xFFFFFFFF_00000000UL).AsUInt32();
        low = Vector512.ConditionalSelect(oddLanes, (odd.AsUInt64() << 32).AsUInt32(), even);
        high = Vector512.ConditionalSelect(oddLanes, odd, (even.AsUInt64() >> 32).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<uint> lanes, uint factor) => Avx512F.IsSupported
        ? Avx512F.Multiply(lanes, Vector512.Create(factor))
        : (lanes.AsUInt64() & Vector512.Create(0xFFFFFFFFUL)) * Vector512.Create((ulong)factor);
}

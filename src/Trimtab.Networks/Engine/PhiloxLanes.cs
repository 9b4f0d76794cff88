using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>The <see cref="Philox"/> generator for the sixteen images of a tile at once; the same numbers as the scalar form.</summary>
/// <remarks>The counter of block u of the image at position b of the batch is (high 0, low b·2³² + u).</remarks>
internal static class PhiloxLanes
{
    /// <summary>Draws four 32-bit numbers per image: one block of random bits.</summary>
    /// <param name="key">Key of the generator.</param>
    /// <param name="block">The block's index, the low half of the counter.</param>
    /// <param name="images">Position in the batch of each lane's image.</param>
    /// <param name="x0">First number of each image.</param>
    /// <param name="x1">Second number of each image.</param>
    /// <param name="x2">Third number of each image.</param>
    /// <param name="x3">Fourth number of each image.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw(
        ulong key,
        uint block,
        Vector512<uint> images,
        out Vector512<uint> x0,
        out Vector512<uint> x1,
        out Vector512<uint> x2,
        out Vector512<uint> x3)
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

    /// <summary>Low and high halves of the 64-bit product in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(uint factor, Vector512<uint> lanes, out Vector512<uint> low, out Vector512<uint> high)
    {
        var even = Processor.MultiplyEven(lanes, factor);
        var odd = Processor.MultiplyEven((lanes.AsUInt64() >> 32).AsUInt32(), factor);
        low = lanes * factor;
        high = Vector512.ConditionalSelect(Vector512.Create(0xFFFFFFFF_00000000UL), odd, even >> 32).AsUInt32();
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Trimtab.Networks.Engine;

/// <summary>Shorthand for the few vector operations kernels are made of. One vector is one number of each image in a tile.</summary>
internal static unsafe class Lanes
{
    /// <summary>The vector at an address; best where it is a multiple of 64 bytes, as in every block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* address) => Vector512.Load(address);

    /// <summary>One number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Spread(float* address) => Vector512.Create(*address);

    /// <summary>a·b + c, rounded once, on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>floor where it is greater than x, otherwise x: NaN stays NaN, so that a diverged training is seen, and a zero keeps its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> floor, Vector512<float> x) => Sse.IsSupported
        ? Vector512.MaxNative(floor, x)
        : Vector512.ConditionalSelect(Vector512.GreaterThan(floor, x), floor, x); // what x64's instruction computes; Arm's differs

    /// <summary>The sum over lanes as a fixed tree: halves are added until one number is left.</summary>
    public static float Sum(Vector512<float> lanes)
    {
        var eight = lanes.GetLower() + lanes.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }
}

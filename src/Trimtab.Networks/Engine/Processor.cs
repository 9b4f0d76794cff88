using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Trimtab.Networks.Engine;

/// <summary>
/// What this processor has and the runtime's settings let a program use, and operations that take other instructions on others: the only
/// place that asks. Whatever is chosen computes the same bits.
/// </summary>
/// <remarks>What is asked is constant to the compiler, which leaves out the other branches.</remarks>
internal static class Processor
{
    /// <summary>Whether vectors of 512 bits are used: on x64, AVX-512 where it does not lower the clock.</summary>
    public static bool Has512Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    /// <summary>Whether vectors of 256 bits are used: on x64, AVX2.</summary>
    public static bool Has256Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }

    /// <summary>Whether there are 32 registers of such vectors, and not sixteen: Arm's, and those of AVX-512 at any width.</summary>
    public static bool Has32Registers => Avx512F.VL.IsSupported || AdvSimd.IsSupported;

    /// <summary>The larger of floor and x. NaN in x propagates, so that a diverged training is detected; equal values give x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> floor, Vector512<float> x) => Sse.IsSupported
        ? Vector512.MaxNative(floor, x)
        : Vector512.ConditionalSelect(Vector512.GreaterThan(floor, x), floor, x); // as the x64 instruction; Arm's differs

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> floor, Vector256<float> x) => Sse.IsSupported
        ? Vector256.MaxNative(floor, x)
        : Vector256.ConditionalSelect(Vector256.GreaterThan(floor, x), floor, x);

    /// <inheritdoc cref="Max(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> floor, Vector128<float> x) => Sse.IsSupported
        ? Vector128.MaxNative(floor, x)
        : Vector128.ConditionalSelect(Vector128.GreaterThan(floor, x), floor, x);

    /// <summary>Runs a loop with the widest vectors that are used.</summary>
    public static void Run<TLoop>(TLoop loop)
        where TLoop : struct, IVectorLoop
    {
        if (Has512Bits)
        {
            loop.Run<Floats16>();
        }
        else if (Has256Bits)
        {
            loop.Run<Floats8>();
        }
        else
        {
            loop.Run<Floats4>();
        }
    }

    /// <summary>The smaller of ceiling and x. NaN in x propagates; equal values give x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> ceiling, Vector512<float> x) => Sse.IsSupported
        ? Vector512.MinNative(ceiling, x)
        : Vector512.ConditionalSelect(Vector512.LessThan(ceiling, x), ceiling, x);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> ceiling, Vector256<float> x) => Sse.IsSupported
        ? Vector256.MinNative(ceiling, x)
        : Vector256.ConditionalSelect(Vector256.LessThan(ceiling, x), ceiling, x);

    /// <inheritdoc cref="Min(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> ceiling, Vector128<float> x) => Sse.IsSupported
        ? Vector128.MinNative(ceiling, x)
        : Vector128.ConditionalSelect(Vector128.LessThan(ceiling, x), ceiling, x);

    /// <summary>The 64-bit products of the even lanes and a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> MultiplyEven(Vector512<uint> lanes, uint factor) =>
        Vector512.IsHardwareAccelerated ? Avx512F.Multiply(lanes, Vector512.Create(factor))
        : Vector256.IsHardwareAccelerated ? Vector512.Create(
            Avx2.Multiply(lanes.GetLower(), Vector256.Create(factor)), Avx2.Multiply(lanes.GetUpper(), Vector256.Create(factor)))
        : (lanes.AsUInt64() & Vector512.Create(0xFFFFFFFFUL)) * Vector512.Create((ulong)factor);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>A function of sixteen numbers at once, each on its own.</summary>
internal interface ILaneFunction
{
    Vector512<float> Of(Vector512<float> x);
}

/// <summary>Applies functions to spans, sixteen numbers at a time.</summary>
/// <remarks>
/// Every number goes through the same instructions, also those at the end that do not fill a vector (they are padded with zeros):
/// f(x) has the same bits wherever x stands, in a span of any length.
/// </remarks>
internal static class Elementwise
{
    public const int Count = 16;

    /// <summary>y = f(x), number by number.</summary>
    /// <param name="f">The function; a struct, so that its code is compiled into the loop.</param>
    /// <param name="x">Read.</param>
    /// <param name="y">As long as <paramref name="x"/>, written; may be the same memory.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, ILaneFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        int whole = x.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(f.Of(Load(x, i)), y, i);
        }

        if (whole < x.Length)
        {
            f.Of(LoadLast(x[whole..])).StoreLast(y[whole..]);
        }
    }

    /// <summary>gradient = gradient · f′(at), number by number: one link of the chain rule.</summary>
    /// <param name="derivative">f′, as a function of <paramref name="at"/>.</param>
    /// <param name="at">Where f′ is taken: f's input, or its output where f′ is simpler so.</param>
    /// <param name="gradient">As long as <paramref name="at"/>; read and written.</param>
    public static void Chain<TFunction>(TFunction derivative, ReadOnlySpan<float> at, Span<float> gradient)
        where TFunction : struct, ILaneFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, at.Length);
        int whole = at.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(derivative.Of(Load(at, i)) * Load(gradient, i), gradient, i);
        }

        if (whole < at.Length)
        {
            (derivative.Of(LoadLast(at[whole..])) * LoadLast(gradient[whole..])).StoreLast(gradient[whole..]);
        }
    }

    /// <summary>sum = sum + f(x), number by number.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Read.</param>
    /// <param name="sum">As long as <paramref name="x"/>; read and written.</param>
    public static void Add<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> sum)
        where TFunction : struct, ILaneFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sum.Length, x.Length);
        int whole = x.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(f.Of(Load(x, i)) + Load(sum, i), sum, i);
        }

        if (whole < x.Length)
        {
            (f.Of(LoadLast(x[whole..])) + LoadLast(sum[whole..])).StoreLast(sum[whole..]);
        }
    }

    /// <summary>Σ f(x), where f is |x| or x² and the sum is in double, in an order that does not depend on the machine.</summary>
    public static double Sum(ReadOnlySpan<float> x, bool squared)
    {
        Vector512<double> low = default, high = default;
        int whole = x.Length & -Count;
        for (int i = 0; i < x.Length; i += Count)
        {
            var (first, second) = Vector512.Widen(i < whole ? Load(x, i) : LoadLast(x[i..]));
            low += squared ? first * first : Vector512.Abs(first);
            high += squared ? second * second : Vector512.Abs(second);
        }

        double sum = 0;
        var lanes = low + high;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int index) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, Span<float> y, int index) => value.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)index);

    private static Vector512<float> LoadLast(ReadOnlySpan<float> x)
    {
        Span<float> padded = stackalloc float[Count];
        padded.Clear();
        x.CopyTo(padded);
        return Load(padded, 0);
    }

    private static void StoreLast(this Vector512<float> value, Span<float> y)
    {
        Span<float> padded = stackalloc float[Count];
        Store(value, padded, 0);
        padded[..y.Length].CopyTo(y);
    }
}

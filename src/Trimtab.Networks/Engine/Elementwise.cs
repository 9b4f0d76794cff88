using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>An elementwise function f, computed for sixteen elements at a time.</summary>
internal interface ILaneFunction
{
    /// <summary>f(x).</summary>
    Vector512<float> Value(Vector512<float> x);
}

/// <summary>An elementwise function with its derivative.</summary>
internal interface IDifferentiableLaneFunction : ILaneFunction
{
    /// <summary>f′, as a function of f's output or, if that is insufficient, of its input.</summary>
    Vector512<float> Derivative(Vector512<float> at);
}

/// <summary>Applies elementwise functions to spans, sixteen elements at a time.</summary>
/// <remarks>
/// Elements at the end that do not fill a vector are padded with zeros and pass through the same instructions:
/// f(x) has the same bits at any position of a span of any length.
/// </remarks>
internal static class Elementwise
{
    public const int Count = 16;

    /// <summary>Computes y = f(x) elementwise.</summary>
    /// <param name="f">The function; a struct, so that it is inlined into the loop.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">As long as <paramref name="x"/>, written; may be the same memory.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, ILaneFunction
    {
        Setting.RequireLength(y.Length, x.Length, nameof(y));
        int whole = x.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(f.Value(Load(x, i)), y, i);
        }

        if (whole < x.Length)
        {
            f.Value(LoadLast(x[whole..])).StoreLast(y[whole..]);
        }
    }

    /// <summary>Computes gradient = gradient · f′(at) elementwise: one application of the chain rule.</summary>
    /// <param name="f">The function whose derivative is taken.</param>
    /// <param name="at">Argument of f′: the output of f, or its input, as the function defines.</param>
    /// <param name="gradient">As long as <paramref name="at"/>; read and written.</param>
    public static void Chain<TFunction>(TFunction f, ReadOnlySpan<float> at, Span<float> gradient)
        where TFunction : struct, IDifferentiableLaneFunction
    {
        Setting.RequireLength(gradient.Length, at.Length, nameof(gradient));
        int whole = at.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(f.Derivative(Load(at, i)) * Load(gradient, i), gradient, i);
        }

        if (whole < at.Length)
        {
            (f.Derivative(LoadLast(at[whole..])) * LoadLast(gradient[whole..])).StoreLast(gradient[whole..]);
        }
    }

    /// <summary>Computes sum = sum + f(x) elementwise.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The input.</param>
    /// <param name="sum">As long as <paramref name="x"/>; read and written.</param>
    public static void Add<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> sum)
        where TFunction : struct, ILaneFunction
    {
        Setting.RequireLength(sum.Length, x.Length, nameof(sum));
        int whole = x.Length & -Count;
        for (int i = 0; i < whole; i += Count)
        {
            Store(f.Value(Load(x, i)) + Load(sum, i), sum, i);
        }

        if (whole < x.Length)
        {
            (f.Value(LoadLast(x[whole..])) + LoadLast(sum[whole..])).StoreLast(sum[whole..]);
        }
    }

    /// <summary>Σ |x| or Σ x² in double precision, in an order that does not depend on the processor.</summary>
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
    public static Vector512<float> Load(ReadOnlySpan<float> x, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, Span<float> y, int index) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)index);

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

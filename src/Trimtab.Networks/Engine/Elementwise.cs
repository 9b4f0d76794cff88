using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>An elementwise function f, written once for vectors of every width.</summary>
internal interface ILaneFunction
{
    /// <summary>f(x).</summary>
    TVector Value<TVector>(TVector x)
        where TVector : struct, IFloatVector<TVector>;
}

/// <summary>An elementwise function with its derivative.</summary>
internal interface IDifferentiableLaneFunction : ILaneFunction
{
    /// <summary>f′, as a function of f's output or, if that is insufficient, of its input.</summary>
    TVector Derivative<TVector>(TVector at)
        where TVector : struct, IFloatVector<TVector>;
}

/// <summary>Applies elementwise functions to spans, a vector of the processor's width at a time.</summary>
/// <remarks>
/// Elements at the end that do not fill a vector are padded with zeros and pass through the same instructions:
/// f(x) has the same bits at any position of a span of any length.
/// </remarks>
internal static unsafe class Elementwise
{
    public const int Count = 16;

    /// <summary>What becomes of two operands, of which the second is written.</summary>
    private interface IStep
    {
        void Apply<TVector>(float* x, float* y)
            where TVector : struct, IFloatVector<TVector>;
    }

    /// <summary>Computes y = f(x) elementwise.</summary>
    /// <param name="f">The function; a struct, so that it is inlined into the loop.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">As long as <paramref name="x"/>, written; may be the same memory.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, ILaneFunction
    {
        Setting.RequireLength(y.Length, x.Length, nameof(y));
        Run(new Mapped<TFunction>(f), x, y);
    }

    /// <summary>Computes gradient = gradient · f′(at) elementwise: one application of the chain rule.</summary>
    /// <param name="f">The function whose derivative is taken.</param>
    /// <param name="at">Argument of f′: the output of f, or its input, as the function defines.</param>
    /// <param name="gradient">As long as <paramref name="at"/>; read and written.</param>
    public static void Chain<TFunction>(TFunction f, ReadOnlySpan<float> at, Span<float> gradient)
        where TFunction : struct, IDifferentiableLaneFunction
    {
        Setting.RequireLength(gradient.Length, at.Length, nameof(gradient));
        Run(new Chained<TFunction>(f), at, gradient);
    }

    /// <summary>Computes sum = sum + f(x) elementwise.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The input.</param>
    /// <param name="sum">As long as <paramref name="x"/>; read and written.</param>
    public static void Add<TFunction>(TFunction f, ReadOnlySpan<float> x, Span<float> sum)
        where TFunction : struct, ILaneFunction
    {
        Setting.RequireLength(sum.Length, x.Length, nameof(sum));
        Run(new Added<TFunction>(f), x, sum);
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

    private static void Run<TStep>(TStep step, ReadOnlySpan<float> x, Span<float> y)
        where TStep : struct, IStep
    {
        fixed (float* from = x, to = y)
        {
            Processor.Run(new Loop<TStep>(step, from, to, x.Length));
        }
    }

    private static Vector512<float> LoadLast(ReadOnlySpan<float> x)
    {
        Span<float> padded = stackalloc float[Count];
        padded.Clear();
        x.CopyTo(padded);
        return Load(padded, 0);
    }

    private readonly struct Mapped<TFunction>(TFunction f) : IStep
        where TFunction : struct, ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(float* x, float* y)
            where TVector : struct, IFloatVector<TVector> => f.Value(TVector.Load(x)).Store(y);
    }

    private readonly struct Chained<TFunction>(TFunction f) : IStep
        where TFunction : struct, IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(float* x, float* y)
            where TVector : struct, IFloatVector<TVector> => (f.Derivative(TVector.Load(x)) * TVector.Load(y)).Store(y);
    }

    private readonly struct Added<TFunction>(TFunction f) : IStep
        where TFunction : struct, ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(float* x, float* y)
            where TVector : struct, IFloatVector<TVector> => (f.Value(TVector.Load(x)) + TVector.Load(y)).Store(y);
    }

    private readonly struct Loop<TStep>(TStep step, float* x, float* y, int length) : IVectorLoop
        where TStep : struct, IStep
    {
        public void Run<TVector>()
            where TVector : struct, IFloatVector<TVector>
        {
            int whole = length & -TVector.Count, rest = length - whole;
            Run<TVector>(step, x, y, whole);
            if (rest > 0)
            {
                float* last = stackalloc float[2 * Count];
                new Span<float>(last, 2 * Count).Clear();
                new Span<float>(x + whole, rest).CopyTo(new(last, Count));
                new Span<float>(y + whole, rest).CopyTo(new(last + Count, Count));
                step.Apply<TVector>(last, last + Count);
                new Span<float>(last + Count, rest).CopyTo(new(y + whole, rest));
            }
        }

        /// <summary>The step by value: what it needs stays in registers.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Run<TVector>(TStep step, float* x, float* y, nint length)
            where TVector : struct, IFloatVector<TVector>
        {
            for (nint i = 0; i < length; i += TVector.Count)
            {
                step.Apply<TVector>(x + i, y + i);
            }
        }
    }
}

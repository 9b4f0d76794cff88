using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>One optimizer's arithmetic, sixteen weights at a time.</summary>
internal interface IUpdateRule
{
    /// <summary>The weights after the step.</summary>
    /// <param name="g">Their gradients.</param>
    /// <param name="w">The weights before it.</param>
    /// <param name="first">What the optimizer remembers of them, slot 0; and so on. A slot it does not have is zero and forgotten.</param>
    /// <param name="second">Slot 1.</param>
    /// <param name="third">Slot 2.</param>
    Vector512<float> Step(
        Vector512<float> g, Vector512<float> w, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third);
}

/// <summary>Applies a rule to all weights of a net.</summary>
/// <remarks>Each weight goes through the same instructions wherever it stands, those at the end included.</remarks>
internal static class UpdateRule
{
    /// <summary>Takes the step <paramref name="rule"/> says, in place.</summary>
    public static void Apply<TRule>(this TRule rule, OptimizerState state, ReadOnlySpan<float> gradient, Span<float> weights)
        where TRule : struct, IUpdateRule
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, gradient.Length);
        Span<float> first = Slot(state, 0, weights.Length), second = Slot(state, 1, weights.Length), third = Slot(state, 2, weights.Length);
        int whole = gradient.Length & -Elementwise.Count;
        Steps(rule, gradient[..whole], weights, first, second, third);
        if (whole == gradient.Length)
        {
            return;
        }

        Span<float> last = stackalloc float[5 * Elementwise.Count];
        last.Clear();
        Span<float> g = last[..Elementwise.Count], w = last.Slice(Elementwise.Count, Elementwise.Count);
        Span<float> a = Padded(last, 2, first, whole), b = Padded(last, 3, second, whole), c = Padded(last, 4, third, whole);
        gradient[whole..].CopyTo(g);
        weights[whole..].CopyTo(w);
        Steps(rule, g, w, a, b, c);
        int rest = weights.Length - whole;
        w[..rest].CopyTo(weights[whole..]);
        Return(a, first, whole);
        Return(b, second, whole);
        Return(c, third, whole);
    }

    private static void Steps<TRule>(
        TRule rule, ReadOnlySpan<float> gradient, Span<float> weights, Span<float> first, Span<float> second, Span<float> third)
        where TRule : struct, IUpdateRule
    {
        for (int i = 0; i < gradient.Length; i += Elementwise.Count)
        {
            var (a, b, c) = (Remembered(first, i), Remembered(second, i), Remembered(third, i));
            Elementwise.Store(rule.Step(Elementwise.Load(gradient, i), Elementwise.Load(weights, i), ref a, ref b, ref c), weights, i);
            Remember(a, first, i);
            Remember(b, second, i);
            Remember(c, third, i);
        }
    }

    /// <summary>A slot as long as the weights, for vectors are stored without a check; empty where there is none.</summary>
    private static Span<float> Slot(OptimizerState state, int index, int weights)
    {
        var slot = index < state.Slots ? state.Slot(index) : default;
        return slot.IsEmpty || slot.Length == weights
            ? slot
            : throw new ArgumentException(Invariant($"A state must be of the net whose weights are updated. It remembers {slot.Length} weights, and {weights} came: make one with new OptimizerState(optimizer, {weights})."));
    }


    private static Vector512<float> Remembered(Span<float> slot, int i) => slot.IsEmpty ? default : Elementwise.Load(slot, i);

    private static void Remember(Vector512<float> value, Span<float> slot, int i)
    {
        if (!slot.IsEmpty)
        {
            Elementwise.Store(value, slot, i);
        }
    }

    private static Span<float> Padded(Span<float> buffer, int place, Span<float> slot, int from)
    {
        if (slot.IsEmpty)
        {
            return default;
        }

        var padded = buffer.Slice(place * Elementwise.Count, Elementwise.Count);
        slot[from..].CopyTo(padded);
        return padded;
    }

    private static void Return(Span<float> padded, Span<float> slot, int from)
    {
        if (!slot.IsEmpty)
        {
            padded[..(slot.Length - from)].CopyTo(slot[from..]);
        }
    }
}

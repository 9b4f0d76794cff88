using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>The update rule of an optimizer, for sixteen weights at a time.</summary>
internal interface IUpdateRule
{
    /// <summary>The updated weights.</summary>
    /// <param name="g">The gradients.</param>
    /// <param name="w">The weights before the step.</param>
    /// <param name="first">State variables in slot 0; updated. Zero, and not stored, if the optimizer has no such slot.</param>
    /// <param name="second">State variables in slot 1, likewise.</param>
    /// <param name="third">State variables in slot 2, likewise.</param>
    Vector512<float> Step(
        Vector512<float> g, Vector512<float> w, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third);
}

/// <summary>Applies an update rule to all weights of a net.</summary>
/// <remarks>All weights pass through the same instructions, including those at the end that do not fill a vector.</remarks>
internal static class UpdateRule
{
    /// <summary>Updates <paramref name="weights"/> and <paramref name="state"/> in place.</summary>
    public static void Apply<TRule>(this TRule rule, OptimizerState state, ReadOnlySpan<float> gradient, Span<float> weights)
        where TRule : struct, IUpdateRule
    {
        ArgumentNullException.ThrowIfNull(state);
        Setting.RequireLength(weights.Length, gradient.Length, nameof(weights));
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
        CopyBack(a, first, whole);
        CopyBack(b, second, whole);
        CopyBack(c, third, whole);
    }

    private static void Steps<TRule>(
        TRule rule, ReadOnlySpan<float> gradient, Span<float> weights, Span<float> first, Span<float> second, Span<float> third)
        where TRule : struct, IUpdateRule
    {
        for (int i = 0; i < gradient.Length; i += Elementwise.Count)
        {
            var (a, b, c) = (LoadSlot(first, i), LoadSlot(second, i), LoadSlot(third, i));
            Elementwise.Store(rule.Step(Elementwise.Load(gradient, i), Elementwise.Load(weights, i), ref a, ref b, ref c), weights, i);
            StoreSlot(a, first, i);
            StoreSlot(b, second, i);
            StoreSlot(c, third, i);
        }
    }

    /// <summary>A slot as long as the weights, as vectors are stored without a check; empty if the optimizer has no such slot.</summary>
    private static Span<float> Slot(OptimizerState state, int index, int weights)
    {
        var slot = index < state.Slots ? state.Slot(index) : default;
        return slot.IsEmpty || slot.Length == weights
            ? slot
            : throw new ArgumentException(
                Invariant($"A state must be of the net whose weights are updated. It has {slot.Length} weights, and {weights} came: ")
                + Invariant($"create one with new OptimizerState(optimizer, {weights})."));
    }

    private static Vector512<float> LoadSlot(Span<float> slot, int i) => slot.IsEmpty ? default : Elementwise.Load(slot, i);

    private static void StoreSlot(Vector512<float> value, Span<float> slot, int i)
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

    private static void CopyBack(Span<float> padded, Span<float> slot, int from)
    {
        if (!slot.IsEmpty)
        {
            padded[..(slot.Length - from)].CopyTo(slot[from..]);
        }
    }
}

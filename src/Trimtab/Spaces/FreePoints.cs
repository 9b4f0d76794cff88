using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>Finds a point of a finite space that was not tried, when random draws hardly find one any more. Not thread-safe.</summary>
/// <remarks>
/// A walk with a random start and a random stride that visits every point once. Draws fail only where most points are taken, so the walk is
/// no longer than about twice the trials; with rules, which an unknown number of points keep, it ends after <see cref="MostSteps"/>.
/// </remarks>
internal sealed class FreePoints
{
    private const int MostSteps = 100_000;
    private const long MostPoints = 1L << 62;

    private (SearchSpace Space, ParameterSet Held, int Trials)? _exhausted;

    /// <summary>A point that is neither tried nor under way; null where there is none, or the space is not finite.</summary>
    /// <param name="space">The space and its rules.</param>
    /// <param name="held">Parameters that are not searched.</param>
    /// <param name="address">Address of the random start and stride.</param>
    /// <param name="trials">How many trials may be seen; what is exhausted stays so when there are more.</param>
    /// <param name="isTried">Whether a finished trial had a point.</param>
    /// <param name="isPending">Whether a trial under way has it.</param>
    public ParameterSet? Find(
        SearchSpace space,
        ParameterSet held,
        RandomAddress address,
        int trials,
        Func<ParameterSet, bool> isTried,
        Func<ParameterSet, bool> isPending)
    {
        var parameters = space.Where(parameter => !held.ContainsKey(parameter.Key)).ToList();
        if (CountOf(parameters) is not { } points
            || (_exhausted is { } done && trials >= done.Trials && space.Equals(done.Space) && held.Equals(done.Held)))
        {
            return null;
        }

        long steps = space.Rules.Count == 0 ? points : Math.Min(points, MostSteps);
        bool isAnyPending = false;
        foreach (long index in Walk(points, address).TakeWhile((_, step) => step < steps))
        {
            var point = At(parameters, index, held);
            if (space.Rules.Count > 0 && !space.Contains(point))
            {
                continue;
            }

            if (!isTried(point) && !isPending(point))
            {
                return point;
            }

            isAnyPending |= !isTried(point);
        }

        _exhausted = steps == points && !isAnyPending ? (space, held, trials) : _exhausted;
        return null;
    }

    /// <summary>
    /// Points of a finite space, those that break its rules among them; null where it is not finite, or has more than 2⁶².
    /// </summary>
    public static long? CountOf(IEnumerable<KeyValuePair<string, Distribution>> parameters)
    {
        Int128 product = 1;
        foreach (var (_, distribution) in parameters)
        {
            if (distribution.Count is not { } count || (product *= count) > MostPoints)
            {
                return null;
            }
        }

        return (long)product;
    }

    /// <summary>All numbers below <paramref name="points"/> once, in a random order.</summary>
    private static IEnumerable<long> Walk(long points, RandomAddress address)
    {
        var random = address.At("walk").Stream();
        long at = random.NextInt64(points), stride = 1 + random.NextInt64(points);
        while (Divisor(stride, points) > 1)
        {
            stride++;
        }

        while (true)
        {
            yield return at;
            at = (long)(((Int128)at + stride) % points);
        }
    }

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);

    private static ParameterSet At(List<KeyValuePair<string, Distribution>> parameters, long index, ParameterSet held)
    {
        var values = held.ToList();
        foreach (var (name, distribution) in parameters)
        {
            (index, long value) = Math.DivRem(index, distribution.Count!.Value);
            values.Add(new(name, distribution.ValueAt(value)));
        }

        return ParameterSet.Create(values);
    }
}

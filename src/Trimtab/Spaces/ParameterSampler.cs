using System.Collections;
using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>Candidates drawn at random from a space or grid.</summary>
/// <remarks>
/// Where every parameter is a list, no candidate is drawn twice; otherwise draws are independent. Of several spaces the first kind of draw
/// sees one concatenated grid, the other picks a space evenly each time. The k-th candidate depends on the space, the seed and k alone:
/// asking for more adds to the end. Immutable; thread-safe.
/// </remarks>
public sealed class ParameterSampler : IReadOnlyList<ParameterSet>
{
    private readonly ParameterSet[] _drawn;

    /// <summary>Draws from one space.</summary>
    /// <param name="space">What each parameter may be.</param>
    /// <param name="count">How many candidates, 1 or more.</param>
    /// <param name="seed">Seed of the draws. Default 0.</param>
    public ParameterSampler(SearchSpace space, int count, ulong seed = 0)
        : this([space], count, seed)
    {
    }

    /// <summary>Draws from a grid, also a concatenated one.</summary>
    /// <param name="grid">What is drawn from; it is not listed.</param>
    /// <param name="count">How many candidates, 1 or more.</param>
    /// <param name="seed">Seed of the draws. Default 0.</param>
    public ParameterSampler(ParameterGrid grid, int count, ulong seed = 0)
        : this(grid?.Parts.Select(part => (SearchSpace)part)!, count, seed)
    {
    }

    /// <summary>Draws from several spaces.</summary>
    /// <param name="spaces">One or more.</param>
    /// <param name="count">How many candidates, 1 or more.</param>
    /// <param name="seed">Seed of the draws. Default 0.</param>
    /// <exception cref="ArgumentException">There is no space.</exception>
    public ParameterSampler(IEnumerable<SearchSpace> spaces, int count, ulong seed = 0)
        : this(spaces, count, seed, CancellationToken.None)
    {
    }

    /// <summary>Draws from several spaces, until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before the next candidate.</exception>
    internal ParameterSampler(IEnumerable<SearchSpace> spaces, int count, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        _ = Setting.AtLeast(count, 1, nameof(count));
        SearchSpace[] all = [.. spaces];
        if (all.Length == 0)
        {
            throw new ArgumentException("A sampler needs one space or more to draw from. Got none.", nameof(spaces));
        }

        var address = RandomAddress.FromSeed(seed).At(nameof(ParameterSampler));
        // A grid too large to count is drawn from with replacement: among 2⁶³ candidates a repeat is improbable.
        if (TryGridOf(all, out var grid, out long points))
        {
            Warning = count > points
                ? Invariant($"The space has {points} candidates, fewer than the {count} asked for: all {points} are tried, once each. ")
                    + "Search the grid itself instead."
                : null;
            _drawn = [.. Distinct(points, address).Take((int)Math.Min(count, points)).Select(index => At(grid, index, cancellationToken))];
        }
        else
        {
            _drawn = [.. Enumerable.Range(0, count).Select(k => Draw(all, address.At(k), cancellationToken))];
        }
    }

    /// <inheritdoc/>
    public int Count => _drawn.Length;

    /// <summary>A warning that the space has fewer candidates than were requested; otherwise <see langword="null"/>.</summary>
    public string? Warning { get; }

    /// <inheritdoc/>
    public ParameterSet this[int index] => _drawn[index];

    /// <inheritdoc/>
    public IEnumerator<ParameterSet> GetEnumerator() => ((IEnumerable<ParameterSet>)_drawn).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many candidates there are where so many are asked for; none is drawn for it.</summary>
    internal static int CountOf(SearchSpace[] spaces, int count) =>
        TryGridOf(spaces, out _, out long points) ? (int)Math.Min(count, points) : count;

    /// <summary>
    /// The grid that spaces of lists are together, and its points; <see langword="false"/> where there are other spaces or too many points.
    /// </summary>
    private static bool TryGridOf(SearchSpace[] spaces, out ParameterGrid grid, out long points)
    {
        (grid, points) = (new(), 0);
        if (!spaces.All(space => space.IsGrid))
        {
            return false;
        }

        grid = ParameterGrid.Concat([.. spaces.Select(space => ParameterGrid.Create(space.Select(
            parameter => KeyValuePair.Create(parameter.Key, ((CategoricalDistribution)parameter.Value).Values))))]);
        return grid.TryCount(out points);
    }

    /// <summary>Every number below <paramref name="points"/> once, in random order: draws that came before are passed over.</summary>
    private static IEnumerable<long> Distinct(long points, RandomAddress address)
    {
        var random = address.Stream();
        var seen = new HashSet<long>();
        while (seen.Count < points)
        {
            long index = random.NextInt64(points);
            if (seen.Add(index))
            {
                yield return index;
            }
        }
    }

    private static ParameterSet At(ParameterGrid grid, long index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return grid[index];
    }

    private static ParameterSet Draw(SearchSpace[] spaces, RandomAddress address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var random = address.Stream();
        return spaces[spaces.Length == 1 ? 0 : random.NextInt32(spaces.Length)].Sample(address);
    }
}

using System.Runtime.InteropServices;
using Trimtab.Numerics;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// Trials that have a kernel, oldest first: their positions, their order along each axis, and how many trials each stands for. Not
/// thread-safe.
/// </summary>
internal sealed class KernelTrials(int axes)
{
    private readonly List<double>[] _columns = [.. Enumerable.Range(0, axes).Select(_ => new List<double>())];
    private readonly List<int>[] _sorted = [.. Enumerable.Range(0, axes).Select(_ => new List<int>())];
    private readonly List<int> _shares = [];

    /// <summary>How many there are.</summary>
    public int Count => _shares.Count;

    /// <summary>Raised where trials are removed: what was derived from earlier ones is void. New trials leave it as it is.</summary>
    public int Generation { get; private set; }

    /// <summary>How many trials each stands for; 1 or more.</summary>
    public ReadOnlySpan<int> Shares => CollectionsMarshal.AsSpan(_shares);

    /// <summary>The positions of all on an axis.</summary>
    public ReadOnlySpan<double> Column(int axis) => CollectionsMarshal.AsSpan(_columns[axis]);

    /// <summary>Their indices by position on an axis; of equal positions the older first.</summary>
    public ReadOnlySpan<int> Sorted(int axis) => CollectionsMarshal.AsSpan(_sorted[axis]);

    /// <summary>Adds a trial. O(trials), the moves of an insertion.</summary>
    /// <param name="place">Its position, a number an axis.</param>
    /// <param name="share">How many trials it stands for; 1 or more.</param>
    public void Add(ReadOnlySpan<double> place, int share = 1)
    {
        int index = _shares.Count;
        _shares.Add(share);
        for (int axis = 0; axis < axes; axis++)
        {
            var (column, sorted, at) = (_columns[axis], _sorted[axis], place[axis]);
            column.Add(at);
            sorted.Insert(Bisection.FirstIndex(index, i => column[sorted[i]] > at), index);
        }
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        Generation++;
        _shares.Clear();
        for (int axis = 0; axis < axes; axis++)
        {
            _columns[axis].Clear();
            _sorted[axis].Clear();
        }
    }
}

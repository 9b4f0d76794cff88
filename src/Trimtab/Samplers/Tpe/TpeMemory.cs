using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The trials of a ranking that have values for the parameters of one space: their positions, and their order along each axis. Not
/// thread-safe.
/// </summary>
internal sealed class TpeMemory
{
    private readonly TpeRanking _ranking;
    private readonly List<double>[] _columns;
    private readonly List<int>[] _sorted; // per axis: trials by place
    private readonly List<int> _members = []; // positions in the ranking
    private readonly Parzen _below, _above;
    private int _read;

    public TpeMemory(TpeRanking ranking, SearchSpace space)
    {
        (_ranking, SpaceTransform) = (ranking, new(space));
        _columns = [.. Enumerable.Range(0, SpaceTransform.Count).Select(_ => new List<double>())];
        _sorted = [.. Enumerable.Range(0, SpaceTransform.Count).Select(_ => new List<int>())];
        (_below, _above) = (new(SpaceTransform), new(SpaceTransform));
    }

    /// <summary>The space as real coordinates.</summary>
    public SpaceTransform SpaceTransform { get; }

    /// <summary>How many trials there are.</summary>
    public int Count => _members.Count;

    /// <summary>Reads what the ranking has read since.</summary>
    public void Learn()
    {
        for (; _read < _ranking.Trials.Count; _read++)
        {
            if (SpaceTransform.Of(_ranking.Trials[_read].Parameters) is { } place)
            {
                Take(place);
            }
        }
    }

    /// <summary>
    /// The densities ℓ of the trials below γ and g of the others, those under way included: p(x | y) on the two sides of y* (Bergstra et
    /// al. 2011, eq. 2).
    /// </summary>
    /// <param name="isBelow">Whether each trial of the ranking is below γ.</param>
    /// <param name="pending">What the trials under way were given.</param>
    /// <param name="priorWeight">The weight of the prior.</param>
    public (Parzen Below, Parzen Above) Split(IReadOnlyList<bool> isBelow, IReadOnlyList<ParameterSet> pending, double priorWeight)
    {
        bool[] ours = [.. _members.Select(member => isBelow[member])];
        double[][] liars = [.. pending.Select(SpaceTransform.Of).OfType<double[]>()];
        _below.Set(_columns, _sorted, ours, true, [], priorWeight);
        _above.Set(_columns, _sorted, ours, false, liars, priorWeight);
        return (_below, _above);
    }

    private void Take(double[] place)
    {
        int index = _members.Count;
        _members.Add(_read);
        for (int axis = 0; axis < place.Length; axis++)
        {
            var (column, sorted) = (_columns[axis], _sorted[axis]);
            column.Add(place[axis]);
            sorted.Insert(Bisection.FirstIndex(sorted.Count, i => column[sorted[i]] > place[axis]), index);
        }
    }
}

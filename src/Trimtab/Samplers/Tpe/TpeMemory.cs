using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The trials of a ranking that have values for the parameters of one space, and the densities estimated from them. Not thread-safe.
/// </summary>
internal sealed class TpeMemory
{
    private readonly TpeRanking _ranking;
    private readonly int _mostKernels;
    private readonly List<int> _members = []; // positions in the ranking
    private readonly List<double[]> _places = []; // of the members
    private readonly KernelTrials _good, _sampled; // the good ones; all, or a sample of them
    private readonly List<int> _sampledMembers = [];
    private readonly Parzen _below, _above;
    private TrialSample _sample;
    private int[] _goodMembers = [];
    private int _read;

    /// <summary>Starts without trials.</summary>
    /// <param name="ranking">Trials and their order.</param>
    /// <param name="space">The parameters.</param>
    /// <param name="mostKernels">How many trials have a kernel in a density at most; 4 or more.</param>
    public TpeMemory(TpeRanking ranking, SearchSpace space, int mostKernels)
    {
        (_ranking, _mostKernels, SpaceTransform) = (ranking, mostKernels, new(space));
        (_good, _sampled) = (new(SpaceTransform.Count), new(SpaceTransform.Count));
        (_below, _above) = (new(SpaceTransform), new(SpaceTransform));
    }

    /// <summary>The space as real coordinates.</summary>
    public SpaceTransform SpaceTransform { get; }

    /// <summary>How many trials there are.</summary>
    public int Count => _members.Count;

    /// <summary>Reads what the ranking has read since.</summary>
    public void Learn()
    {
        int before = Count;
        for (; _read < _ranking.Trials.Count; _read++)
        {
            if (SpaceTransform.Of(_ranking.Trials[_read].Parameters) is { } place)
            {
                _members.Add(_read);
                _places.Add(place);
            }
        }

        var sample = TrialSample.Of(Count, _mostKernels);
        if (sample == _sample)
        {
            for (int member = before; member < Count; member++)
            {
                AddKernel(member, 1);
            }

            return;
        }

        _sample = sample;
        _sampledMembers.Clear();
        _sampled.Clear();
        foreach (var (member, share) in sample.Kernels(Count))
        {
            AddKernel(member, share);
        }
    }

    /// <summary>
    /// The densities ℓ of the trials below γ and g of the others, those under way included: p(x | y) on the two sides of y* (Bergstra et
    /// al. 2011, eq. 2).
    /// </summary>
    /// <param name="below">The trials of the ranking that are below γ, ascending.</param>
    /// <param name="pending">What the trials under way were given.</param>
    /// <param name="priorWeight">The weight of the prior.</param>
    public (Parzen Below, Parzen Above) Split(IReadOnlyList<int> below, IReadOnlyList<ParameterSet> pending, double priorWeight)
    {
        int[] good = [.. below.Select(trial => _members.BinarySearch(trial)).Where(member => member >= 0)];
        SetGood(good);
        bool[] isGood = [.. Enumerable.Repeat(true, _good.Count)], isOther = [.. Enumerable.Repeat(true, _sampled.Count)];
        foreach (int index in good.Select(member => _sampledMembers.BinarySearch(member)).Where(index => index >= 0))
        {
            isOther[index] = false;
        }

        double[][] liars = [.. pending.Select(SpaceTransform.Of).OfType<double[]>()];
        _below.Set(_good, isGood, [], priorWeight);
        _above.Set(_sampled, isOther, liars, priorWeight);
        return (_below, _above);
    }

    private void AddKernel(int member, int share)
    {
        _sampledMembers.Add(member);
        _sampled.Add(_places[member], share);
    }

    private void SetGood(int[] members)
    {
        if (members.AsSpan().SequenceEqual(_goodMembers))
        {
            return;
        }

        _goodMembers = members;
        _good.Clear();
        foreach (var (index, share) in TrialSample.Of(members.Length, _mostKernels).Kernels(members.Length))
        {
            _good.Add(_places[members[index]], share);
        }
    }
}

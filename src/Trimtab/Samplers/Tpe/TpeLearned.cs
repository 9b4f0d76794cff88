using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>What TPE learned of one history: the order of its trials, and densities by space. Not thread-safe.</summary>
internal sealed class TpeLearned(StudyProblem problem, TpeSampler settings)
{
    private readonly Dictionary<SearchSpace, TpeMemory> _memories = [];

    /// <summary>The trials in their order.</summary>
    public TpeRanking Ranking { get; } = new(problem, settings.MaxBelow);

    /// <summary>Whether <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history) => Ranking.CanLearn(history);

    /// <summary>Reads the trials that have finished since.</summary>
    public void Learn(History history) => Ranking.Learn(history);

    /// <summary>The trials that have values for the parameters of a space.</summary>
    public TpeMemory MemoryOf(SearchSpace space)
    {
        if (!_memories.TryGetValue(space, out var memory))
        {
            _memories[space] = memory = new(Ranking, space, settings.MaxKernels);
        }

        memory.Learn();
        return memory;
    }
}

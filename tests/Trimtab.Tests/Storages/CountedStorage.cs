using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that counts the trials that are read from it.</summary>
internal sealed class CountedStorage(StudyStorage storage) : ForwardingStorage(storage)
{
    /// <summary>How many.</summary>
    public int TrialsRead { get; private set; }

    public override IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including)
    {
        var trials = base.ReadTrials(study, after, including);
        TrialsRead += trials.Count;
        return trials;
    }
}

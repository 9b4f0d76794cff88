using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that counts the trials that are read from it.</summary>
internal sealed class CountedStorage(StudyStorage storage) : ForwardingStorage(storage)
{
    /// <summary>How many.</summary>
    public int TrialsRead { get; private set; }

    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including)
    {
        var trials = base.ReadTrialsCore(study, after, including);
        TrialsRead += trials.Count;
        return trials;
    }
}

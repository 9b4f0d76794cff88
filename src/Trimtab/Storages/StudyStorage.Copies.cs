namespace Trimtab.Storages;

/// <content>Copies of studies.</content>
public abstract partial class StudyStorage
{
    /// <summary>Creates a study as a copy of another one.</summary>
    /// <param name="study">Name, directions and attributes.</param>
    /// <param name="trials">Trials, which get ids of this storage, also in the attributes.</param>
    internal void CopyStudy(StoredStudy study, IReadOnlyList<StoredTrial> trials)
    {
        RequireOpen();
        foreach (var trial in trials)
        {
            RequireStorable(trial);
        }

        CopyStudyCore(study, trials, created => StudyCopy.Attributes(study, trials, created));
    }

    /// <summary>
    /// Creates a study with trials and attributes, of arguments that were checked. A storage that can does it in one step. Unless it is
    /// overridden, step by step: the study has a <see cref="StoredStudy.Fault"/> until it is whole.
    /// </summary>
    /// <param name="study">Name and directions; of the attributes, those of <paramref name="attributes"/> are set.</param>
    /// <param name="trials">Its trials, in their order.</param>
    /// <param name="attributes">The attributes of the study, by the trials that were created.</param>
    /// <exception cref="TrimtabException">The name exists, or a trial can't be stored.</exception>
    protected virtual void CopyStudyCore(
        StoredStudy study,
        IReadOnlyList<StoredTrial> trials,
        Func<IReadOnlyList<StoredTrial>, IEnumerable<(AttributeKind Kind, string Name, string Json)>> attributes) =>
        StudyCopy.Create(this, study, trials);
}

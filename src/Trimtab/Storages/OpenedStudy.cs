namespace Trimtab.Storages;

/// <summary>A study of a storage that is in use: where it is deleted meanwhile, that is the error. Thread-safe.</summary>
/// <param name="storage">The storage.</param>
/// <param name="id">The study's id.</param>
/// <param name="name">The study's name.</param>
internal sealed class OpenedStudy(StudyStorage storage, long id, string name)
{
    /// <summary>Runs a step that reads or writes the study.</summary>
    /// <exception cref="TrimtabException">It is not in the storage any more.</exception>
    public T Run<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (TrimtabException error) when (error is not StorageException && IsDeleted())
        {
            throw new TrimtabException(
                $"A study that is in use must stay in its storage. '{name}' was deleted by another program, or has another name: open it "
                + "again to create it anew.",
                error);
        }
    }

    private bool IsDeleted() => storage.FindStudy(name)?.Id != id;
}

namespace Trimtab.Storages;

/// <summary>Whether a study was asked to stop since this was made: its attribute has changed. Not thread-safe.</summary>
/// <param name="storage">The storage.</param>
/// <param name="study">The study's id.</param>
/// <param name="name">The study's name.</param>
/// <param name="clock">Spaces out the looks.</param>
internal sealed class StopRequests(StudyStorage storage, long study, string name, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1); // between two looks: the study's attributes are read

    private readonly string? _first = Read(storage, study, name);
    private long _looked = clock.GetTimestamp();
    private bool _isRequested;

    /// <summary>Whether it was, as of the last second.</summary>
    public bool IsRequested
    {
        get
        {
            if (!_isRequested && clock.GetTimestamp() is var now && clock.GetElapsedTime(_looked, now) >= _pause)
            {
                (_looked, _isRequested) = (now, Read(storage, study, name) != _first);
            }

            return _isRequested;
        }
    }

    private static string? Read(StudyStorage storage, long study, string name) =>
        storage.FindStudy(name) is { } stored && stored.Id == study
            ? stored.SystemAttributes.GetValueOrDefault(StorageAttributes.Stop)
            : null;
}

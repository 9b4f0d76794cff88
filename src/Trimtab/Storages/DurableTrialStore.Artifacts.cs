using Trimtab.Studies;

namespace Trimtab.Storages;

/// <content>Files of trials and of the study.</content>
internal sealed partial class DurableTrialStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Artifact> Artifacts =>
        StoredArtifact.Read(_opened.Run(() => _storage.ReadStudies().FirstOrDefault(study => study.Id == _study)
            ?? throw StudyStorage.NoStudy(_study)).SystemAttributes);

    /// <inheritdoc/>
    public void AddArtifact(TrialClaim? claim, Artifact artifact)
    {
        var attributes = StoredArtifact.Write(artifact);
        if (claim is not { } owner)
        {
            foreach (var (name, json) in attributes)
            {
                _storage.SetStudyAttribute(_study, AttributeKind.System, name, json);
            }

            return;
        }

        RequireOwn(owner);
        _memory.Next(owner, TrialEvent.Write);
        Write(owner, new() { SystemAttributes = attributes });
        _memory.AddArtifact(owner, artifact);
    }
}

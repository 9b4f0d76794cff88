using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Studies;

/// <summary>The space of a stored study, the same for every verb: that it was made with, else the parameters its trials have had.</summary>
internal static class StudySpace
{
    /// <summary>The space; without parameters where nothing says it.</summary>
    /// <param name="storage">The storage. Its trials are read only where no space is kept with the study.</param>
    /// <param name="study">The study.</param>
    public static ProgramSpace Of(StudyStorage storage, StoredStudy study) =>
        StoredRun.Of(study, new()) is { } kept ? kept.Definition().Space : ProgramSpace.Of(OfTrials(storage, study.Name));

    /// <summary>The newest distribution of each parameter.</summary>
    private static SearchSpace OfTrials(StudyStorage storage, string study)
    {
        var distributions = new Dictionary<string, Distribution>(StringComparer.Ordinal);
        SearchSpace? last = null;
        foreach (var trial in new StudyCatalog(storage).Read(study).Trials.Where(trial => !ReferenceEquals(trial.Space, last)))
        {
            last = trial.Space;
            foreach (var (name, distribution) in trial.Space)
            {
                distributions[name] = distribution;
            }
        }

        return SearchSpace.Create(distributions);
    }
}

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

    /// <summary>
    /// A space as further trials of a study can have it: choices that are the same as those of its trials, in another order or type, are
    /// theirs.
    /// </summary>
    /// <param name="study">Name of the study.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="space">The space.</param>
    /// <exception cref="UsageException">A parameter has another class, scale or list of choices than in the trials.</exception>
    public static ProgramSpace After(string study, IEnumerable<Trial> trials, ProgramSpace space)
    {
        var before = OfTrials(trials);
        var changed = space.With(before);
        string[] clashes =
        [
            .. changed.Parameters.Select(parameter => parameter.Clash(before.GetValueOrDefault(parameter.Name))).OfType<string>(),
        ];
        return clashes.Length == 0 ? changed : throw new UsageException(
            $"A parameter keeps its class (int, float, choices), its scale and its choices in all trials of a study. In '{study}' "
            + $"{string.Join("; ", clashes)}. Another study can have it (run begins one by --new), or a parameter of another name.");
    }

    private static SearchSpace OfTrials(StudyStorage storage, string study) => OfTrials(new StudyCatalog(storage).Read(study).Trials);

    /// <summary>The newest distribution of each parameter.</summary>
    private static SearchSpace OfTrials(IEnumerable<Trial> trials)
    {
        var distributions = new Dictionary<string, Distribution>(StringComparer.Ordinal);
        SearchSpace? last = null;
        foreach (var trial in trials.Where(trial => !ReferenceEquals(trial.Space, last)))
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

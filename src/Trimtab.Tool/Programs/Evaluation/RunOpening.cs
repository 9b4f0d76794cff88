using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>Opens the study of a program: a new one, or one that goes on.</summary>
internal sealed class RunOpening(RunRequest request, StudyStorage storage, ToolContext context)
{
    /// <summary>Opens the study, and says on standard error what is searched.</summary>
    /// <param name="isNew">Whether another study begins where the name has another space.</param>
    /// <param name="extends">Whether another space is accepted.</param>
    /// <exception cref="UsageException">The study has another space and neither is so, or settings are missing or wrong.</exception>
    public (RunSettings Settings, Study Study) Open(bool isNew, bool extends)
    {
        var stored = Find(request.Name);
        var settings = request.Settings(isNew ? null : stored);
        settings.RequireEnd();
        var differences = stored is null ? [] : Differences(stored, settings);
        if (differences.Count > 0 && isNew)
        {
            string name = FreeName(settings.Name);
            string folder = $"{settings.Folder}{name[settings.Name.Length..]}";
            settings = settings with { Study = settings.Study with { Name = name }, Folder = folder };
        }
        else if (isNew && stored is not null)
        {
            settings = request.Settings(stored); // there is no other space: it goes on
        }
        else if (differences.Count > 0 && !extends)
        {
            throw new UsageException(
                $"A study goes on with what it was made with. '{settings.Name}' has {string.Join("; ", differences)}. "
                + "--new begins another study, --extend goes on with what is new.");
        }

        if (stored?.Name == settings.Name)
        {
            settings.Study.RequireOrder(stored);
            SayRenamed(stored, settings);
            settings = settings.With(After(settings));
        }

        settings.RequireProgram(context);
        bool isFirst = settings.Id.Length == 0;
        settings = isFirst ? settings with { Id = StoredRun.NewId(context) } : settings;
        var study = Study.Open(storage, settings.Study.Options(context.Time), acceptsChanges: true);
        long id = Find(settings.Name)!.Id;
        if (isFirst && !StoredRun.Claim(storage, id, settings))
        {
            return Open(isNew, extends); // another process began it meanwhile
        }

        StoredRun.Write(storage, id, settings);
        settings = settings with { Folder = StudyFolder.Claim(settings.Folder, settings.Id) };
        RunIntroduction.Write(settings, study, context);
        RunSession.Enqueue(settings, study, storage, id);
        return (settings, study);
    }

    /// <summary>Says that values of trials so far count as those of another metric from now on.</summary>
    private void SayRenamed(StoredStudy stored, RunSettings settings)
    {
        foreach (var (before, now) in stored.Objectives.Zip(settings.Metrics, (before, now) => (before.Name, now.Objective.Name)))
        {
            if (before != now && storage.FindTrial(stored.Id, 0) is not null)
            {
                context.Error.WriteLine(
                    $"Trials so far have values of '{before}', which count as '{now}' from now on. --new keeps them apart.");
            }
        }
    }

    private ProgramSpace After(RunSettings settings) =>
        StudySpace.After(settings.Name, new StudyCatalog(storage).Read(settings.Name).Trials, settings.Space);

    private IReadOnlyList<string> Differences(StoredStudy stored, RunSettings settings) => request.Before(stored) is { } before
        ? StudyDefinition.Differences(before, settings.Texts(withCommand: before.ContainsKey(RunSettings.CommandText)))
        : storage.FindTrial(stored.Id, 0) is null ? []
        : ["trials that trimtab did not make"];

    private StoredStudy? Find(string name) => storage.FindStudy(name);

    private string FreeName(string name)
    {
        int number = 2;
        while (Find(Invariant($"{name}-{number}")) is not null)
        {
            number++;
        }

        return Invariant($"{name}-{number}");
    }
}

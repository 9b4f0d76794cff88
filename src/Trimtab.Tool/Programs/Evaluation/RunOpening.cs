using Trimtab.Storages;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>
/// The study that a command line runs: which one it is, and with which settings. A run and its plan have these from here.
/// </summary>
/// <param name="request">Command line and file.</param>
/// <param name="others">How it goes on where the study was made with other settings.</param>
/// <param name="context">Environment, clock and streams.</param>
internal sealed class RunOpening(RunRequest request, OtherSettings others, ToolContext context)
{
    /// <summary>The settings of the run, its study's name among them. Nothing is written.</summary>
    /// <param name="storage">The storage; null where there is none yet.</param>
    /// <exception cref="UsageException">
    /// The study has other settings and is to keep them, settings are missing or wrong, or the program is not there.
    /// </exception>
    /// <exception cref="UnknownNameException">A study that is to go on is not there.</exception>
    public RunSettings Resolve(StudyStorage? storage)
    {
        var settings = others == OtherSettings.BeginAnother ? OfAnother(storage) : OfNamed(storage);
        settings.RequireEnd();
        if (storage?.FindStudy(settings.Name) is { } stored)
        {
            settings.Study.RequireOrder(stored);
            var trials = new StudyCatalog(storage).Read(settings.Name).Trials;
            if (request.Before(stored)?.ContainsKey(RunSettings.CommandText) == true) // else its trials were not measured by limits
            {
                settings.Study.RequireLimits(stored, trials);
            }

            settings = settings.With(StudySpace.After(settings.Name, trials, settings.Space));
        }

        settings.RequireProgram(context);
        return settings;
    }

    /// <summary>Opens the study, and says on standard error what is searched.</summary>
    /// <exception cref="UsageException">As for <see cref="Resolve"/>.</exception>
    public (RunSettings Settings, Study Study) Open(StudyStorage storage)
    {
        var settings = Resolve(storage);
        bool isFirst = settings.Id.Length == 0;
        settings = isFirst ? settings with { Id = StoredRun.NewId(context) } : settings;
        SayRenamed(storage, settings);
        var study = Study.Open(storage, settings.Study.Options(context.Time), acceptsChanges: true);
        var stored = storage.FindStudy(settings.Name)!;
        if (isFirst && !StoredRun.Claim(storage, stored.Id, settings))
        {
            return Open(storage); // another process began it meanwhile
        }

        settings = settings with { Folder = Claim(settings) };
        StoredRun.Write(storage, stored, settings);
        RunIntroduction.Write(settings, study, context);
        RunSession.Enqueue(settings, study, storage, stored.Id);
        return (settings.WithWaiting(study), study);
    }

    private static string Claim(RunSettings settings)
    {
        try
        {
            return StudyFolder.Claim(settings.Folder, settings.Id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrimtabException(
                $"The folder of the trials' folders must be writable. {settings.Folder} is not: {error.Message} Name another one by "
                + "--folder, as --folder /tmp/runs.",
                error);
        }
    }

    /// <summary>Says that values of trials so far count as those of another metric from now on.</summary>
    private void SayRenamed(StudyStorage storage, RunSettings settings)
    {
        if (storage.FindStudy(settings.Name) is not { } stored || storage.FindTrial(stored.Id, 0) is null)
        {
            return;
        }

        foreach (var (before, now) in stored.Objectives.Zip(settings.Metrics, (before, now) => (before.Name, now.Objective.Name)))
        {
            if (before != now)
            {
                context.Error.WriteLine(
                    $"Trials so far have values of '{before}', which count as '{now}' from now on. --new keeps them apart.");
            }
        }
    }

    /// <summary>The settings of the study of the name.</summary>
    private RunSettings OfNamed(StudyStorage? storage)
    {
        var stored = storage?.FindStudy(request.Name);
        if (stored is null && request.IsNameAlone)
        {
            throw new UnknownNameException("study", request.Name, storage?.ReadStudies().Select(study => study.Name) ?? []);
        }

        var settings = request.Settings(stored);
        return stored is null || others == OtherSettings.Extend || Differences(storage!, stored, settings) is not { Count: > 0 } differences
            ? settings
            : throw new UsageException(
                $"A study goes on with what it was made with. '{settings.Name}' has {string.Join("; ", differences)}. "
                + "--new begins another study, --extend goes on with what is new.");
    }

    /// <summary>The settings of the first study of the name, or of the name and a number, that is new or has these settings.</summary>
    private RunSettings OfAnother(StudyStorage? storage)
    {
        for (int number = 1; ; number++)
        {
            string name = number == 1 ? request.Name : Invariant($"{request.Name}-{number}");
            var settings = request.Settings(null, name);
            if (storage?.FindStudy(name) is not { } stored)
            {
                return settings;
            }

            if (Differences(storage, stored, settings).Count == 0)
            {
                return request.Settings(stored, name);
            }
        }
    }

    private IReadOnlyList<string> Differences(StudyStorage storage, StoredStudy stored, RunSettings settings) =>
        request.Before(stored) is { } before
            ? StudyDefinition.Differences(before, settings.Texts(withCommand: before.ContainsKey(RunSettings.CommandText)))
            : storage.FindTrial(stored.Id, 0) is null ? []
            : ["trials that trimtab did not make"];
}

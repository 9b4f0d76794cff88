using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>Plan of a run: its first command lines, how many trials, and how long they would take.</summary>
/// <param name="opening">The study, and its settings.</param>
/// <param name="run">The verb that runs.</param>
/// <param name="storage">Opens the storage; null where there is none.</param>
internal sealed class RunPlan(RunOpening opening, ToolRun run, Func<StudyStorage?> storage)
{
    private const int Shown = 5;

    /// <summary>Writes it. Nothing is stored.</summary>
    /// <param name="isTimed">Whether the first command runs once, to see how long it takes.</param>
    public async Task<ExitCode> WriteAsync(bool isTimed)
    {
        using var memory = new MemoryStorage();
        var settings = Resolve(memory);
        var output = run.Context.Output;
        foreach (string words in settings.Space.Words())
        {
            output.WriteLine(words);
        }

        var study = Study.Open(memory, settings.Study.Options(run.Context.Time), acceptsChanges: true);
        RunSession.Enqueue(settings, study, memory, memory.ReadStudies()[0].Id);
        study.Refresh();
        settings = settings.WithWaiting(study);
        int finished = study.Trials.Count(trial => trial.IsFinished);
        int? left = settings.Trials is { } trials ? Math.Max(0, trials - finished) : null;
        string end = End(settings, left, finished);
        output.WriteLine(Invariant($"Study '{settings.Name}': {end}; {settings.Jobs} at once. The first command lines:"));
        run.Context.Interruption.Await();
        using var guard = new ProcessGuard(run.Context.Variables);
        var kill = run.Context.Interruption.Urgent;
        var objective = new ProgramObjective(settings, study, guard, new(run.Context.Time), run.Context, run.Token, run.Token, kill);
        TimeSpan? mean = new TrialTally(study).Now().Mean;
        bool hasRun = false;
        for (int i = 0; i < Math.Min(Shown, left ?? Shown); i++)
        {
            var trial = study.Ask();
            var (values, context) = (settings.Space.Suggest(trial), objective.ContextOf(trial));
            output.WriteLine($"  {CommandLineText.Of(settings.Command.Arguments(values, context))}");
            if (i == 0 && isTimed)
            {
                (mean, hasRun) = (await TimeAsync(objective, values, context).ConfigureAwait(false), true);
            }
        }

        Write(settings, left, mean, hasRun);
        return ExitCode.Done;
    }

    /// <summary>When the run ends: <c>90 trials after 10, for 2 h 0 min at most, or until accuracy is 0.95 or better</c>.</summary>
    private static string End(RunSettings settings, int? left, int finished)
    {
        string? time = settings.Time is { } limit ? Quantity.Words(limit) : null;
        string? goal = settings.Goal is { } value ? Invariant($"{settings.Metrics[0].Objective.Name} is {value:R} or better") : null;
        string after = finished > 0 ? Invariant($" after {finished}") : "";
        return (left, time) switch
        {
            ({ } count, _) => $"{CountText.Of(count, "trial")}{after}" + (time is null ? "" : $", for {time} at most"),
            (null, not null) => $"trials{after} for {time}",
            _ => $"trials{after} until {goal}",
        } + (goal is null || (left is null && time is null) ? "" : $", or until {goal}");
    }

    /// <summary>How long the program takes, in a folder that is deleted.</summary>
    private static async Task<TimeSpan> TimeAsync(ProgramObjective objective, ParameterSet values, TrialContext context)
    {
        var folder = Directory.CreateTempSubdirectory("trimtab-plan");
        try
        {
            return (await objective.TryAsync(values, context with { Folder = folder.FullName }).ConfigureAwait(false)).Elapsed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Write(RunSettings settings, int? left, TimeSpan? mean, bool hasRun)
    {
        if (mean is not { } time)
        {
            run.Context.Error.WriteLine("How long it takes is not known: trimtab plan runs the first command once to see.");
            return;
        }

        string source = hasRun ? "The first command took" : "Trials so far took, on average,";
        var total = left is { } trials
            ? BoundedTime.Sum(TimeSpan.Zero, Math.Ceiling((double)trials / settings.Jobs), time)
            : settings.Time;
        string limit = settings.Time is { } most && total > most ? $", ended after {Quantity.Words(most)} by --time" : "";
        string all = total is not { } sum ? "how many there will be until the goal is reached is not known"
            : $"all of them take about {Quantity.Words(sum)}{(settings.Goal is null ? "" : ", less where the goal is reached")}{limit}";
        run.Context.Output.WriteLine($"{source} {Quantity.Words(time)}; {all}.");
    }

    /// <summary>The settings; the study is copied into memory, so that what is asked for there is not stored.</summary>
    private RunSettings Resolve(MemoryStorage memory)
    {
        using var stored = storage();
        var settings = opening.Resolve(stored);
        if (stored?.FindStudy(settings.Name) is not null)
        {
            new StudyCatalog(stored).Copy(settings.Name, memory);
        }

        return settings;
    }
}

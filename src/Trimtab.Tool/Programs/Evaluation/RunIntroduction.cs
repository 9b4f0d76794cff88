using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>The introduction of a run, on standard error: what is searched, for what, and where the output of programs goes.</summary>
internal static class RunIntroduction
{
    /// <summary>Writes it.</summary>
    public static void Write(RunSettings settings, Study study, ToolContext context)
    {
        foreach (string words in settings.Space.Words())
        {
            context.Error.WriteLine(words);
        }

        string metrics = string.Join(", ", settings.Metrics.Select(
            metric => $"{EnumText.Of(metric.Objective.Direction)} {metric.Objective.Name}"));
        int before = study.Trials.Count(trial => trial.IsFinished);
        string state = before == 0 ? "new" : $"{CountText.Of(before, "trial")} before";
        context.Error.WriteLine($"{metrics}; study '{settings.Name}', {state}; what programs print is in {settings.Folder}");
    }
}

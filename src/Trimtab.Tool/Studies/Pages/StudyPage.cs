using Spectre.Console;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>The page of a study, for a person.</summary>
internal static class StudyPage
{
    private const int Bar = 20, MostOfFront = 20;

    /// <summary>Writes the page.</summary>
    public static void Write(StudyView view, IAnsiConsole screen)
    {
        Head(view, screen);
        Best(view, screen);
        Importance(view, screen);
        if (view.Advice.Count > 0)
        {
            Title("What to try next", screen);
            foreach (string sentence in view.Advice)
            {
                screen.Write(new Padder(new Text($"- {sentence}"), new(2, 0, 0, 0)));
            }
        }
    }

    private static void Head(StudyView view, IAnsiConsole screen)
    {
        string objectives = string.Join(", ", view.Study.Objectives.Select(
            objective => $"{EnumText.Of(objective.Direction)} {objective.Name}"));
        screen.Write(new Markup($"[bold]{Markup.Escape(view.Study.Name)}[/]: {Markup.Escape(objectives)}\n"));
        if (view.Limits.Count > 0)
        {
            screen.WriteLine($"limits: {string.Join(", ", view.Limits)}");
        }

        string states = string.Join(", ", view.States.Select(item => Count(view, item.State, item.Count)));
        string trials = view.Study.Trials.Count == 1 ? "1 trial" : Invariant($"{view.Study.Trials.Count} trials");
        screen.WriteLine(view.Study.Trials.Count == 0 ? "no trials" : $"{trials}: {states}");
        if (view.Started is { } started && view.Ended is { } ended)
        {
            double seconds = view.Study.Trials.Where(trial => trial.IsFinished).Select(trial => trial.Duration.TotalSeconds).Median() ?? 0;
            string typical = Quantity.Words(TimeSpan.FromSeconds(seconds));
            screen.WriteLine($"cost: {Quantity.Words(view.Evaluated)} of evaluation, a median of {typical} a trial");
            screen.WriteLine($"from {TimeText.Of(started)} to {TimeText.Of(ended)}");
        }
    }

    private static string Count(StudyView view, TrialState state, int count) =>
        Invariant($"{count} {EnumText.Of(state)}")
        + (state == TrialState.Complete && view.BeyondLimits > 0 ? Invariant($" ({view.BeyondLimits} beyond a limit)") : "");

    private static void Best(StudyView view, IAnsiConsole screen)
    {
        if (view.Best.Count == 0)
        {
            Title("Best", screen);
            screen.WriteLine("  none: no trial is complete and within its limits");
            return;
        }

        string title = view.HasFront
            ? Invariant($"Pareto front, {view.Best.Count} trials")
            : Invariant($"Best: trial {view.Best[0].Number}");
        Title(title, screen);
        if (view.HasFront)
        {
            Front(view, screen);
            return;
        }

        var trial = view.Best[0];
        var grid = new Grid().AddColumn(new() { Padding = new(2, 0, 2, 0) }).AddColumn().AddColumn();
        grid.AddRow(new Text(view.Objective.Name), new Markup($"[bold green]{Markup.Escape(Short(trial.Value))}[/]"), new Text(""));
        foreach (var (name, value) in trial.Parameters)
        {
            string range = trial.Space.TryGetValue(name, out var distribution) ? DistributionText.Of(distribution) : "";
            grid.AddRow(new Text(name), new Text(Short(value.Value ?? "null")), new Text(range, new Style(decoration: Decoration.Dim)));
        }

        screen.Write(grid);
        if (view.Ties is { } ties)
        {
            screen.Write(new Padder(new Text(TieSetText.Of(ties)), new(2, 0, 0, 0)));
        }
    }

    private static void Front(StudyView view, IAnsiConsole screen)
    {
        string[] names = [.. view.Study.Objectives.Select(objective => objective.Name)];
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in names.Prepend("trial").Append("parameters"))
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = column != "parameters" });
        }

        foreach (var trial in view.Best.Take(MostOfFront))
        {
            table.AddRow([
                new Text(Invariant($"{trial.Number}")),
                .. names.Select(name => new Text(Short(trial.Values[name]))),
                new Text(trial.Parameters.ToDisplayString())]);
        }

        screen.Write(table);
        if (view.Best.Count > MostOfFront)
        {
            screen.WriteLine(Invariant($"  and {view.Best.Count - MostOfFront} more: trimtab best prints all"));
        }
    }

    private static void Importance(StudyView view, IAnsiConsole screen)
    {
        if (view.ImportanceCaveat.Length > 0 && view.Study.Trials.Completed.Any())
        {
            Title("Importance", screen);
            screen.Write(new Padder(new Text(view.ImportanceCaveat), new(2, 0, 0, 0)));
        }

        if (view.Importances.Count == 0 || view.Importances.All(item => item.Importance == 0))
        {
            return;
        }

        Title(view.HasFront ? $"Importance for {view.Objective.Name}" : "Importance", screen);
        var grid = new Grid().AddColumn(new() { Padding = new(2, 0, 2, 0) }).AddColumn(new() { Alignment = Justify.Right }).AddColumn();
        foreach (var (parameter, importance) in view.Importances)
        {
            grid.AddRow(
                new Text(parameter),
                new Text(Invariant($"{100 * importance:F0} %")),
                new Text(new string('█', (int)Math.Round(Bar * importance)), new Style(Color.Teal)));
        }

        screen.Write(grid);
    }

    private static void Title(string text, IAnsiConsole screen)
    {
        screen.WriteLine();
        screen.Write(new Text(text + "\n", new Style(decoration: Decoration.Bold)));
    }

    private static string Short(object? value) => value is double number ? Invariant($"{number:G6}") : CellText.Of(value);
}

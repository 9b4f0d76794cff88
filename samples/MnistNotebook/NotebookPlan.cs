using Trimtab.ModelSelection;

namespace MnistNotebook;

/// <summary>What the notebook will train and how long it will take.</summary>
/// <param name="Baseline">Of the baseline; none where it is not wanted.</param>
/// <param name="Sections">Of the searches, by name, in their order.</param>
internal sealed record NotebookPlan(TimeRange? Baseline, IReadOnlyList<(string Name, SearchPlan Plan)> Sections)
{
    public static readonly string[] Columns = ["part", "candidates", "fits", "known", "epochs asked", "to train", "takes"];

    public TimeRange Duration =>
        Sections.Select(section => section.Plan.Duration).Aggregate(Baseline ?? default, (sum, part) => sum + part);

    public long EpochsAsked => Sections.Sum(section => section.Plan.EpochsAsked);

    public long EpochsToTrain => Sections.Sum(section => section.Plan.EpochsToTrain);

    public long PeakMemory => Sections.Select(section => section.Plan.PeakMemory).DefaultIfEmpty(Environment.WorkingSet).Max();

    /// <summary>The plan of one section; none where it is not wanted.</summary>
    public SearchPlan? this[string section] => Sections.FirstOrDefault(item => item.Name == section).Plan;

    public IEnumerable<string[]> Rows()
    {
        if (Baseline is { } baseline)
        {
            yield return ["baseline", "", "1", "", "", "", baseline.ToString()];
        }

        foreach (var (name, plan) in Sections)
        {
            yield return
            [
                name, Figure.Count(plan.Candidates), Figure.Count(plan.Fits), Figure.Count(plan.Known), Figure.Count(plan.EpochsAsked),
                Figure.Count(plan.EpochsToTrain), plan.Duration.ToString(),
            ];
        }

        yield return
        [
            "together", "", Figure.Count(Sections.Sum(section => section.Plan.Fits)), Figure
                .Count(Sections.Sum(section => section.Plan.Known)),
            Figure.Count(EpochsAsked), Figure.Count(EpochsToTrain), Duration.ToString(),
        ];
    }
}

using Trimtab;
using Trimtab.Spaces;
using Trimtab.Storages;

// Stop it and run it again: it goes on where it stopped. More processes work on the same study with Schedule.Asynchronous.
var options = new StudyOptions { Name = "TrimtabStudy", Direction = Direction.Minimize, Seed = 7, Concurrency = 2 };
var study = Study.Open("STORAGE_URL_SCHEME:study.db", options);
int before = study.Count;

await study.OptimizeAsync<Settings>(Evaluate, options: new() { UpTo = 100 });

Console.WriteLine($"{before} trials before, {study.Count} now.");
Console.WriteLine($"The best value is {study.BestValue:G6} with {new TypedSpace<Settings>().From(study.BestTrial!.Parameters)}");

// What is to be tuned: train a model, run a simulation, time a program.
static double Evaluate(Settings settings) =>
    Math.Pow(Math.Log10(settings.Rate) + 2, 2)
    + (Math.Abs(settings.Layers - 3) * 0.05)
    + (settings.Optimizer == "sgd" ? 0.2 * (1 - settings.Momentum) : 0.05);

/// <summary>The search space: each property is a parameter, its attribute the range.</summary>
internal sealed record Settings
{
    [FloatRange(1e-5, 1, Log = true)]
    public double Rate { get; init; } = 0.01;

    [IntRange(1, 8)]
    public int Layers { get; init; } = 2;

    [Choices("sgd", "adam")]
    public string Optimizer { get; init; } = "adam";

    [FloatRange(0, 0.99, When = nameof(Optimizer), Is = ["sgd"])]
    public double Momentum { get; init; }
}

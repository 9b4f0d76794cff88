#:project ../src/Trimtab/Trimtab.csproj
using Trimtab;
using Trimtab.Spaces;

// A space that is a type: settings are suggested whole, and checked before anything runs.
var study = new Study(new StudyOptions { Direction = Direction.Maximize, Concurrency = 4, Seed = 7 });
await study.OptimizeAsync<Settings>(settings => Score(settings), trials: 120);
var best = new TypedSpace<Settings>().From(study.BestTrial!.Parameters);
Console.WriteLine($"The best score is {study.BestValue:F4} with {best}");

static double Score(Settings settings)
{
    double penalty = settings.Optimizer == "sgd" ? 0.2 * (1 - settings.Momentum) : 0.05;
    return 1 - Math.Pow(Math.Log10(settings.Rate) + 2, 2) - (Math.Abs(settings.Layers - 3) * 0.05) - penalty;
}

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

using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Grid search: every combination of a grid once, in its order. A failed one is tried again after all others; then the sampler is
/// exhausted.
/// </summary>
/// <remarks>
/// <code>
/// var grid = new ParameterGrid { ["rate"] = [0.1, 0.01], ["units"] = [32, 64, 128] };
/// var study = new Study(new() { Sampler = new GridSampler(grid) });
/// await study.OptimizeAsync(trial => trial.SuggestFloat("rate", 0.01, 0.1) * trial.SuggestInt("units", 32, 128)); // six trials
/// </code>
/// </remarks>
[Named("grid")]
public sealed record GridSampler(ParameterGrid? Grid = null) : Sampler
{
    /// <summary>Grid whose combinations are tried.</summary>
    public ParameterGrid? Grid { get; init; } = Grid;

    /// <summary>How often a combination that failed is tried again; 0 or more. Default 1.</summary>
    public int Retries { get; init => field = Setting.AtLeast(value, 0); } = 1;

    /// <inheritdoc/>
    public override bool Learns => false;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">No grid was given.</exception>
    public override Suggester Begin(StudyProblem problem) => new GridSuggester(
        Grid ?? throw new TrimtabException(
            "A grid sampler needs its grid: new GridSampler(new ParameterGrid { [\"x\"] = [1, 2] })."), Retries);

    private sealed class GridSuggester(ParameterGrid grid, int retries) : Suggester
    {
        private readonly IReadOnlyList<string> _parameters = [.. grid[0].Keys];
        private readonly GridProgress _progress = new(grid, retries);

        public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) =>
            _progress.Next(history, pending) is null ? "every cell of the grid was tried" : null;

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
            new(_progress.Next(request.History, request.Pending) ?? grid[request.Number % grid.Count]) { MayRepeat = true };

        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
            throw new TrimtabException(_parameters.Contains(name)
            ? $"A grid must list values its parameter may have. '{name}' was asked for as {distribution}."
            : $"A grid must have every parameter that is asked for. Got '{name}', the grid has {string.Join(", ", _parameters)}.");
    }
}

using Trimtab.ModelSelection;

namespace Trimtab.Samplers;

/// <summary>Every combination of a grid once, in its order. A failed one is tried again when all others are done; then there is nothing left.</summary>
[Named("grid")]
public sealed record GridSampler(ParameterGrid? Grid = null) : Sampler
{
    /// <summary>The grid.</summary>
    public ParameterGrid? Grid { get; init; } = Grid;

    /// <summary>How often a combination that failed is tried again; 0 or more. Default 1.</summary>
    public int Retries { get; init => field = Setting.AtLeast(value, 0); } = 1;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">No grid was given.</exception>
    public override Suggester Begin(Problem problem) => new Cells(
        Grid ?? throw new TrimtabException("A grid sampler needs its grid: new GridSampler(new ParameterGrid { [\"x\"] = [1, 2] })."), Retries);

    private sealed class Cells(ParameterGrid grid, int retries) : Suggester
    {
        private readonly IReadOnlyList<string> _knobs = [.. grid[0].Keys];
        private readonly Dictionary<string, CategoricalDistribution> _lists = grid.Names.ToDictionary(
            name => name,
            name => new CategoricalDistribution(ParameterValues.Create([.. grid.Parts.Where(part => part.Knobs.ContainsKey(name)).SelectMany(part => part.Knobs[name]).Distinct()])));

        public override string? Done(History history, IReadOnlyList<ParameterSet> pending) =>
            Next(history, pending) is null ? "every cell of the grid was tried" : null;

        public override Suggestion Together(Ask ask, SearchSpace space) => new(Next(ask.History, ask.Pending) ?? grid[ask.Number % grid.Count]) { MayRepeat = true };

        public override ParameterValue Alone(Ask ask, string name, Distribution distribution) => throw new TrimtabException(_knobs.Contains(name)
            ? $"A grid must list values its knob may have. '{name}' was asked for as {distribution}."
            : $"A grid must have every knob that is asked for. Got '{name}', the grid has {string.Join(", ", _knobs)}.");

        /// <summary>The first cell nobody has tried or tries; then the first that failed and may be tried again.</summary>
        private ParameterSet? Next(History history, IReadOnlyList<ParameterSet> pending)
        {
            var taken = pending.Select(CellOf).ToHashSet();
            var failures = new Dictionary<ParameterSet, int>();
            foreach (var trial in history)
            {
                if (trial.State == TrialState.Failed)
                {
                    failures[CellOf(trial)] = failures.GetValueOrDefault(CellOf(trial)) + 1;
                }
                else
                {
                    taken.Add(CellOf(trial));
                }
            }

            return grid.FirstOrDefault(cell => !taken.Contains(cell) && !failures.ContainsKey(cell))
                ?? grid.FirstOrDefault(cell => !taken.Contains(cell) && failures.GetValueOrDefault(cell) <= retries);
        }

        private ParameterSet CellOf(Trial trial) => CellOf(trial.Parameters.Count >= _knobs.Count ? trial.Parameters : trial.Given);

        /// <summary>The values as the grid lists them: a trial has the whole number 1 where the grid has 1.0.</summary>
        private ParameterSet CellOf(ParameterSet parameters) => ParameterSet.Create(parameters
            .Where(knob => _knobs.Contains(knob.Key))
            .Select(knob => KeyValuePair.Create(knob.Key, _lists[knob.Key].Coerce(knob.Value) ?? knob.Value)));
    }
}

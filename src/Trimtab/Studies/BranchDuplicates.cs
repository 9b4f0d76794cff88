using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// Duplicates in a space in which parameters depend on others, recognised while a trial asks: a value with which nothing new is left to try
/// is replaced by the nearest with which something is. Not thread-safe.
/// </summary>
/// <remarks>
/// Which parameters a value leads to is known from the trials (<see cref="TriedTree"/>); so the last parameter of a branch is replaced
/// where the trial would be a duplicate, and an earlier one where all below it was tried. Trials with a parameter of infinitely many values
/// are left out: none of them is a duplicate.
/// </remarks>
internal sealed class BranchDuplicates(StudyOptions options)
{
    private const int MostValues = 1000; // looked at around a value
    private const string Note = " (nearest untried instead of a duplicate)";

    private readonly HistoryFold<(int Least, int Most)> _sizes = new(
        (int.MaxValue, 0),
        (sizes, trial) => trial.State == TrialState.Complete
            ? (Math.Min(sizes.Least, trial.Space.Count), Math.Max(sizes.Most, trial.Space.Count))
            : sizes,
        options.Concurrency + 1);

    private readonly HistoryFold<TriedTree> _tried = new(
        TriedTree.Start(SearchSpace.Empty, options.Fixed),
        (tree, trial) => trial.Space.IsFinite ? tree.Add(TakenPoint.Of(trial, options.Fixed)) : tree,
        options.Concurrency + 1);

    /// <summary>
    /// The suggestion; where it has parameters beyond those common to all trials, moved to where something new is left to try. So the
    /// trials under way are known by what they will have.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="space">The parameters common to all trials.</param>
    /// <param name="suggested">The suggestion.</param>
    /// <param name="held">Values that the trial will have whatever is suggested.</param>
    public Suggestion Replace(SuggestionRequest request, SearchSpace space, Suggestion suggested, ParameterSet held)
    {
        if (suggested.Values.Count <= space.Count || !IsConditional(request, space))
        {
            return suggested;
        }

        var nearest = Tree(request, space).Nearest(suggested.Values.Overlaid(held), held);
        var moved = ParameterSet.Create(nearest.Where(item => suggested.Values.ContainsKey(item.Key)));
        return moved.Equals(suggested.Values) ? suggested : suggested.MovedTo(moved, Note);
    }

    /// <summary>The value that was suggested, or the nearest with which the trial can be a new one, where it can't with this.</summary>
    /// <param name="request">The request.</param>
    /// <param name="space">
    /// What the trial is expected to ask for; where all trials had that, duplicates are replaced before it begins.
    /// </param>
    /// <param name="known">The values that the trial has or will have.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="suggested">Its suggested value.</param>
    public AssignedParameter Replace(
        SuggestionRequest request, SearchSpace space, Func<ParameterSet> known, string name, AssignedParameter suggested)
    {
        if (!IsConditional(request, space))
        {
            return suggested;
        }

        var (tree, values) = (Tree(request, space), known());
        if (IsOpen(suggested.Value))
        {
            return suggested;
        }

        var own = new SearchSpace { [name] = suggested.Distribution };
        var nearest = NearestCells.Of(own, ParameterSet.Of((name, suggested.Value))).Take(MostValues)
            .FirstOrDefault(cell => IsOpen(cell[name]));
        return nearest is null ? suggested : suggested with { Value = nearest[name], Origin = suggested.Origin + Note };

        bool IsOpen(ParameterValue value) => tree.Find(values.With(name, value), []);
    }

    /// <summary>Whether trials have had other parameters than these.</summary>
    private bool IsConditional(SuggestionRequest request, SearchSpace space) =>
        _sizes.Of(request.History) is var (least, most) && (least < space.Count || most > space.Count);

    /// <summary>
    /// What was tried, and what the trials under way will try as far as more is known of them than the common parameters.
    /// </summary>
    private TriedTree Tree(SuggestionRequest request, SearchSpace space) => request.Pending.Where(given => given.Count > space.Count)
        .Aggregate(_tried.Of(request.History), (tree, given) => tree.Add(TakenPoint.Running(given, options.Fixed)));
}

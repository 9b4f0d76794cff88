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

    /// <summary>The value that was suggested, or the nearest with which the trial can be a new one, where it can't with this.</summary>
    /// <param name="request">The request.</param>
    /// <param name="space">
    /// What the trial is expected to ask for; where all trials had that, duplicates are replaced before it begins.
    /// </param>
    /// <param name="known">The values that the trial has or will have.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="suggested">Its suggested value.</param>
    public AssignedParameter Replace(
        SuggestionRequest request, SearchSpace space, ParameterSet known, string name, AssignedParameter suggested)
    {
        if (_sizes.Of(request.History) is var (least, most) && least >= space.Count && most <= space.Count)
        {
            return suggested;
        }

        var tree = request.Pending
            .Where(given => given.Count > space.Count) // else all that is known of a trial is the branch it may be in
            .Aggregate(_tried.Of(request.History), (tree, given) => tree.Add(TakenPoint.Running(given, options.Fixed)));
        if (IsOpen(suggested.Value))
        {
            return suggested;
        }

        var own = new SearchSpace { [name] = suggested.Distribution };
        var nearest = NearestCells.Of(own, ParameterSet.Of((name, suggested.Value))).Take(MostValues)
            .FirstOrDefault(cell => IsOpen(cell[name]));
        return nearest is null
            ? suggested
            : suggested with { Value = nearest[name], Origin = suggested.Origin + " (nearest untried instead of a duplicate)" };

        bool IsOpen(ParameterValue value) => tree.Find(known.With(name, value), []);
    }
}

namespace Trimtab.Storages;

/// <summary>A number that a study's trials should have and that no stored trial has, or that several have.</summary>
/// <param name="Number">The number.</param>
/// <param name="Found">What was found instead, for the message.</param>
/// <param name="MayAppear">Whether another process may be just creating the trial.</param>
internal sealed record MissingTrial(int Number, string Found, bool MayAppear)
{
    private const string Remedy =
        " Copy the study with StudyCatalog.Copy, or Optuna's copy_study: the numbers of the copy have no gap.";

    /// <summary>The first fault of what was read; null where it has none.</summary>
    /// <param name="read">What was read, by number.</param>
    /// <param name="asked">Ids of known trials that were asked for.</param>
    /// <param name="known">Ids of the known trials, by number.</param>
    public static MissingTrial? Of(StoredTrial[] read, long[] asked, List<long> known)
    {
        if (asked.Length > 0 && asked.Except(read.Select(trial => trial.Id)).Order().ToArray() is [var gone, ..])
        {
            return Gone(known.IndexOf(gone));
        }

        int next = known.Count;
        foreach (var trial in read)
        {
            if (trial.Number > next)
            {
                return new(next, Invariant($"The next one is {trial.Number}."), MayAppear: true);
            }

            if (trial.Number < next && (trial.Number >= known.Count || known[trial.Number] != trial.Id))
            {
                return new(trial.Number, "Two trials have it.", MayAppear: false);
            }

            next += trial.Number == next ? 1 : 0;
        }

        return null;
    }

    /// <summary>A trial that was deleted.</summary>
    public static MissingTrial Gone(int number) => new(number, "It was there, and is not any more.", MayAppear: false);

    /// <summary>What is thrown where it is missing for good.</summary>
    public TrimtabException Error() => new(Invariant(
        $"The trials of a stored study must have the numbers 0, 1, 2 and so on. Number {Number} is missing, or is not one trial's: {Found}")
        + Remedy);
}

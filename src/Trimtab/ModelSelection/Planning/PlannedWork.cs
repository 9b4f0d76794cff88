namespace Trimtab.ModelSelection.Planning;

/// <summary>What is left of a search's trainings, held against what is done, by what each kind costs as far as is known by now. Belongs to one thread at a time.</summary>
/// <param name="rows">Rows to train on, every epoch counted, by kind of training.</param>
/// <param name="refitRows">The same for the refit; the mean over the candidates it may be.</param>
/// <param name="costs">What a row of each kind costs, in any unit; it changes as trainings are observed.</param>
/// <param name="workers">How many trainings run at once; the refit is alone.</param>
/// <param name="duration">By the clock, before anything has run; null where it is not known.</param>
internal sealed class PlannedWork(
    IReadOnlyDictionary<string, double> rows, IReadOnlyDictionary<string, double> refitRows, Func<IReadOnlyDictionary<string, double>> costs, int workers, TimeSpan? duration)
{
    private readonly Dictionary<string, double> _done = [];

    /// <summary>Some rows have been trained on, or will not be after all.</summary>
    public void Ended(string kind, double count) => _done[kind] = _done.GetValueOrDefault(kind) + count;

    /// <summary>Time left at the pace of <paramref name="elapsed"/>: what is left on all workers, then the refit on one.</summary>
    public TimeSpan? Left(TimeSpan elapsed)
    {
        var cost = costs();
        double done = _done.Sum(kind => kind.Value * cost[kind.Key]);
        if (done <= 0)
        {
            return duration;
        }

        double left = rows.Sum(kind => Math.Max(0, kind.Value - _done.GetValueOrDefault(kind.Key)) * cost[kind.Key]);
        double refit = refitRows.Sum(kind => kind.Value * cost[kind.Key]);
        return elapsed * ((left + (refit * workers)) / done);
    }
}

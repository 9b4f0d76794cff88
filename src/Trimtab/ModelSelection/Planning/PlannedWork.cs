using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Planning;

/// <summary>
/// What is left of a search's trainings, and how long that takes by what is known so far. Belongs to one thread at a time.
/// </summary>
/// <param name="trainings">In the order they run.</param>
/// <param name="refits">One for each candidate the refit may be of; empty where there is none.</param>
/// <param name="costs">What rows cost.</param>
/// <param name="trainingShare">The share of training in what a kind costs, scoring being the rest.</param>
/// <param name="workers">How many trainings run at once; the refit is alone.</param>
/// <param name="refitShare">Time of a training that has all workers' threads, divided by that of one beside others.</param>
internal sealed class PlannedWork(
    IReadOnlyList<PlannedTraining> trainings,
    IReadOnlyList<PlannedRefit> refits,
    ObservedCosts costs,
    Func<string, double> trainingShare,
    int workers,
    double refitShare = 1)
{
    private readonly Dictionary<object, Course> _courses = trainings.ToDictionary(
        training => training.Key, training => new Course(training), ReferenceEqualityComparer.Instance);

    /// <summary>Whether a cost is known: a time can be given.</summary>
    public bool IsKnown => costs.IsKnown;

    /// <summary>A worker takes up a training.</summary>
    public void Begins(object key, TimeSpan now)
    {
        if (_courses.TryGetValue(key, out var course))
        {
            (course.IsRunning, course.Mark) = (true, now);
        }
    }

    /// <summary>Rows trained on since the training began or last reported.</summary>
    public void Trained(object key, double rows, TimeSpan now)
    {
        if (_courses.TryGetValue(key, out var course))
        {
            costs.Observe(course.Kind, (now - course.Mark).TotalSeconds, rows);
            (course.RowsLeft, course.Mark) = (Math.Max(0, course.RowsLeft - rows), now);
        }
    }

    /// <summary>A training has ended, though rows may be left.</summary>
    public void Ended(object key, TimeSpan now)
    {
        Trained(key, 0, now);
        _courses.Remove(key);
    }

    /// <summary>
    /// Time left: the trainings on the workers in their order, then the refit; <see langword="null"/> where a cost is not known.
    /// </summary>
    /// <param name="now">Time since the search began.</param>
    /// <param name="best">The best candidate so far; or null.</param>
    /// <param name="sure">The share of candidates it is the best of.</param>
    public TimeSpan? Left(TimeSpan now, ParameterSet? best, double sure)
    {
        if (!costs.IsKnown)
        {
            return null;
        }

        double[] left = [.. trainings
            .Select(training => _courses.GetValueOrDefault(training.Key)).OfType<Course>()
            .OrderByDescending(course => course.IsRunning)
            .Select(course => course.Left(now, costs.Of(course.Kind)))];
        return TimeSpan.FromSeconds(OnWorkers(left) + Refit(best, sure));
    }

    /// <summary>What the refit takes; <see langword="null"/> where a cost is not known.</summary>
    /// <param name="best">The best candidate; or null.</param>
    public TimeSpan? Refit(ParameterSet? best) => costs.IsKnown ? TimeSpan.FromSeconds(Refit(best, sure: 1)) : null;

    private double Refit(ParameterSet? best, double sure)
    {
        double mean = refits.Select(Seconds).DefaultIfEmpty(0).Average();
        return best is not null && refits.FirstOrDefault(refit => best.Equals(refit.Candidate)) is { } likely
            ? (sure * Seconds(likely)) + ((1 - sure) * mean)
            : mean;

        double Seconds(PlannedRefit refit) => refit.Rows * costs.Of(refit.Kind) * trainingShare(refit.Kind) * refitShare;
    }

    private double OnWorkers(double[] left)
    {
        double[] busy = new double[Math.Max(1, Math.Min(workers, left.Length))];
        foreach (double seconds in left)
        {
            busy[busy.IndexOf(busy.Min())] += seconds;
        }

        return busy.Max();
    }

    /// <summary>A training under way.</summary>
    private sealed class Course(PlannedTraining training)
    {
        public string Kind => training.Kind;

        public double RowsLeft { get; set; } = training.Rows;

        public bool IsRunning { get; set; }

        /// <summary>Time of its last report.</summary>
        public TimeSpan Mark { get; set; }

        public double Left(TimeSpan now, double cost) =>
            Math.Max(0, (RowsLeft * cost) - (IsRunning ? (now - Mark).TotalSeconds : 0));
    }
}

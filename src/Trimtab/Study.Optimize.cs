using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab;

/// <content>Evaluates functions on its trials.</content>
public sealed partial class Study
{
    private int _optimizations;

    /// <summary>Evaluates <paramref name="objective"/> on one parameter set after another.</summary>
    /// <param name="objective">
    /// Asks the trial for parameter values and returns the objective's value. Runs on other threads, several at a time where the study's
    /// concurrency allows.
    /// </param>
    /// <param name="trials">How many trials to add, 0 or more; null for no limit. The options name other reasons to stop.</param>
    /// <param name="options">When to stop, how many workers, a callback.</param>
    /// <param name="cancellationToken">Begins no further trial; those under way see it and are put back to wait.</param>
    /// <returns>Why it stopped, and the best trial; see also <see cref="Warnings"/>.</returns>
    /// <remarks>
    /// Whatever the objective function, a sampler or a pruner throws fails its trial. It ends only when no objective function runs any
    /// more, but for those beyond <see cref="OptimizeOptions.TrialTimeout"/> that ignore their token; none of its trials is left running.
    /// One at a time in a study.
    /// </remarks>
    /// <exception cref="TrimtabException">
    /// Every trial failed; the message is the first one's. Or another <c>OptimizeAsync</c> of the study is running.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The trials are negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the study keeps what has finished.</exception>
    public Task<OptimizeResult> OptimizeAsync(
        Func<LiveTrial, double> objective,
        int? trials = null,
        OptimizeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return RunAsync(trial => Task.FromResult<IReadOnlyList<double>>([objective(trial)]), trials, options, null, cancellationToken);
    }

    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<OptimizeResult> OptimizeAsync(
        Func<LiveTrial, Task<double>> objective,
        int? trials = null,
        OptimizeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return RunAsync(
            async trial => [await TrialEvaluation.Required(objective(trial)).ConfigureAwait(false)],
            trials,
            options,
            null,
            cancellationToken);
    }

    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<OptimizeResult> OptimizeAsync(
        Func<LiveTrial, IReadOnlyList<double>> objective,
        int? trials = null,
        OptimizeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return RunAsync(trial => Task.FromResult(objective(trial)), trials, options, null, cancellationToken);
    }

    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<OptimizeResult> OptimizeAsync(
        Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
        int? trials = null,
        OptimizeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return RunAsync(trial => TrialEvaluation.Required(objective(trial)), trials, options, null, cancellationToken);
    }

    /// <summary>Evaluates <paramref name="objective"/> on one settings object after another; see <see cref="TypedSpace{T}"/>.</summary>
    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<OptimizeResult> OptimizeAsync<T>(
        Func<T, double> objective, int? trials = null, OptimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(objective);
        var space = new TypedSpace<T>();
        return RunAsync(
            trial => Task.FromResult<IReadOnlyList<double>>([objective(space.Suggest(trial))]),
            trials,
            options,
            Options.Space ?? space.Always,
            cancellationToken);
    }

    /// <summary>Lets one <c>OptimizeAsync</c> at a time run.</summary>
    /// <exception cref="TrimtabException">One runs already.</exception>
    internal void Enter()
    {
        if (Interlocked.CompareExchange(ref _optimizations, 1, 0) != 0)
        {
            throw new TrimtabException(
                $"A study runs one OptimizeAsync at a time. '{Name}' is running one; await it first, or raise Concurrency to evaluate "
                + $"several trials at once.");
        }
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    internal void Leave() => Interlocked.Exchange(ref _optimizations, 0);

    private Task<OptimizeResult> RunAsync(
        Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
        int? trials,
        OptimizeOptions? options,
        SearchSpace? space,
        CancellationToken token) =>
        StudyRunner.RunAsync(this, objective, trials, options, space, token);
}

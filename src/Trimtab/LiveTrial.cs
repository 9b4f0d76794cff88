using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab;

/// <summary>
/// A trial under evaluation: its objective function asks it for parameter values, reports to it, and asks whether to stop. Thread-safe.
/// </summary>
/// <remarks>One object an attempt. Once an attempt has ended, also by its time-out, everything it writes is refused.</remarks>
public sealed class LiveTrial : IParameterSource
{
    private readonly Lock _gate = new();
    private readonly ITrialStore _store;
    private readonly TrialParameters _parameters;
    private readonly TrialPruning _pruning;
    private readonly TrialEnds? _ends; // of a trial that is ended by hand
    private readonly TrialClaim _claim;
    private TrialClaim _owner; // newer than the claim once the attempt has ended

    internal LiveTrial(ITrialStore store, TrialClaim claim, TrialParameters parameters, TrialPruning pruning, TrialEnds? ends)
    {
        (_store, _claim, _owner, _parameters, _pruning, _ends) = (store, claim, claim, parameters, pruning, ends);
    }

    /// <summary>Number of the trial in its study, from 0.</summary>
    public int Number => _claim.Number;

    /// <summary>
    /// Cancelled when the study is, when the trial's time is up, or when the trial of a shared study became another worker's: then nothing
    /// it writes counts.
    /// </summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Address for the objective function's own random draws; the same in every run of the study.</summary>
    public RandomAddress Random => _parameters.Random.At("objective");

    /// <summary>
    /// The paused trial this one resumes, with the same parameters; null where it starts anew. The objective function may continue from
    /// what it kept of that one.
    /// </summary>
    public int? Resumes => _parameters.Resumes;

    /// <summary>
    /// The epoch after which the pruner pauses the trial; null where it does not. Known once all parameters have been asked for.
    /// </summary>
    public int? EpochLimit => _pruning.EpochLimit(_store[Number]);

    /// <summary>The values it has been asked for so far.</summary>
    public ParameterSet Parameters => _parameters.Assigned;

    /// <summary>Parameters known before the objective function asks: of the sampler, the user or the resumed trial.</summary>
    internal ParameterSet Given => _parameters.Given;

    /// <summary>What a sampler or pruner threw when the trial began; it must not be evaluated then. Null where they did not.</summary>
    internal Exception? Refusal => _parameters.Refusal;

    /// <summary>Suggests a real number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">The lowest value; above 0 with <paramref name="log"/>.</param>
    /// <param name="high">The highest value.</param>
    /// <param name="log">Whether the logarithm is searched.</param>
    /// <param name="step">The distance between the values allowed, from <paramref name="low"/>; null for all.</param>
    /// <exception cref="TrimtabException">The parameter was asked for before in this trial, with another distribution.</exception>
    public double SuggestFloat(string name, double low, double high, bool log = false, double? step = null) =>
        Suggest(name, new FloatDistribution(low, high, log, step)).As<double>();

    /// <summary>Suggests an integer in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <inheritdoc cref="SuggestFloat"/>
    public int SuggestInt(string name, int low, int high, bool log = false, int step = 1) =>
        Suggest(name, new IntDistribution(low, high, log, step)).As<int>();

    /// <summary>
    /// Suggests one of <paramref name="choices"/>: strings, numbers, booleans, members of an enum, null, or any objects with a
    /// <c>ToString</c> of their own.
    /// </summary>
    /// <exception cref="ArgumentException">There are none, or two are equal.</exception>
    /// <exception cref="TrimtabException">The parameter was asked for before in this trial, with other choices.</exception>
    public T SuggestCategorical<T>(string name, IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var values = ParameterValues.Create([.. choices.Select(choice => ParameterValue.From(choice))]);
        return choices[values.IndexOf(Suggest(name, new CategoricalDistribution(values)))!.Value];
    }

    /// <summary>Suggests a value of <paramref name="distribution"/>.</summary>
    /// <exception cref="TrimtabException">
    /// The parameter was asked for before with another distribution, was enqueued or fixed at a value it may not have, or the attempt or
    /// the trial has ended.
    /// </exception>
    public ParameterValue Suggest(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(distribution);
        var assigned = _parameters.Assign(name, distribution);
        _store.SetParameter(_claim, name, assigned);
        return assigned.Value;
    }

    /// <summary>
    /// Stores the values that were suggested so far, so that another attempt of the trial has the same where it asks for the same, also in
    /// another process. What is suggested jointly, before the trial asks, is stored in any case.
    /// </summary>
    /// <remarks>
    /// One write to the storage where parameters were suggested one by one, as those that apply only sometimes are; else none. A study in
    /// memory keeps them too. Without it, a later attempt's values may differ where other trials have ended meanwhile.
    /// </remarks>
    /// <exception cref="TrimtabException">The attempt or the trial has ended.</exception>
    public void KeepParameters()
    {
        if (_parameters.Unkept() is { } given)
        {
            _store.Keep(_claim, given);
        }
    }

    /// <summary>Reports an intermediate value of the pruner's metric.</summary>
    /// <param name="value">The value.</param>
    /// <param name="epoch">How far the trial has come: an epoch or step, from 1. Of two reports of one epoch the first counts.</param>
    /// <param name="fold">The fold, where there are several; from 0.</param>
    /// <remarks>O(log n) in the trial's reports.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1, or the fold negative.</exception>
    /// <exception cref="TrimtabException">The attempt or the trial has ended.</exception>
    public void Report(double value, int epoch, int fold = 0) => Report(new(fold, epoch, new NamedValues([_pruning.Metric], [value])));

    /// <summary>Reports several metrics of an epoch at once.</summary>
    /// <param name="metrics">Values by name, the pruner's metric among them where it is to decide.</param>
    /// <param name="epoch">How far the trial has come: an epoch or step, from 1. Of two reports of one epoch the first counts.</param>
    /// <param name="fold">The fold, where there are several; from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1, or the fold negative.</exception>
    /// <exception cref="TrimtabException">The attempt or the trial has ended.</exception>
    public void Report(IReadOnlyDictionary<string, double> metrics, int epoch, int fold = 0) => Report(new(fold, epoch, metrics));

    private void Report(Report report)
    {
        if (_store.Report(_claim, report))
        {
            _pruning.Add(report);
        }
    }

    /// <summary>The pruner's decision. Ask after <see cref="Report(double, int, int)"/>.</summary>
    public PruneDecision Decide() => _pruning.Decide(_store[Number]);

    /// <summary>
    /// Whether the trial should stop now, for good or to be resumed later: <see cref="Decide"/> is not <see
    /// cref="PruneDecision.Continue"/>.
    /// </summary>
    public bool ShouldPrune() => Decide() != PruneDecision.Continue;

    /// <summary>
    /// Ends the objective function where <see cref="ShouldPrune"/>; the trial is then pruned or paused, with its last report as its value.
    /// </summary>
    /// <exception cref="TrialPrunedException">The pruner stops or pauses the trial.</exception>
    public void ThrowIfPruned()
    {
        if (ShouldPrune())
        {
            throw new TrialPrunedException();
        }
    }

    /// <summary>
    /// Records by how much the outcome violates a constraint; 0 or less where it satisfies it. Violations add up; samplers prefer trials
    /// without.
    /// </summary>
    /// <param name="violation">
    /// The amount; NaN counts as infinite. What is below 0 counts as 0 in the sum, and says how far the constraint is from being violated.
    /// </param>
    /// <remarks>
    /// Gaussian processes, here and in Optuna, model constraints one by one and want as many amounts of each trial, in the same order: call
    /// it for each constraint, also where it is satisfied. Where trials differ in that, the sum alone is modelled.
    /// </remarks>
    public void Constrain(double violation) =>
        _store.AddViolation(_claim, double.IsNaN(violation) ? double.PositiveInfinity : violation);

    /// <summary>Sets an attribute of the trial, for tables and other programs. Of two values of one name the last counts.</summary>
    public void SetAttribute(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        _store.SetAttribute(_claim, name, value);
    }

    /// <summary>Files that were uploaded for the trial so far, by <see cref="Trimtab.Artifacts.ArtifactStore"/>.</summary>
    public IReadOnlyList<Artifact> Artifacts => _store[Number].Artifacts;

    /// <summary>Records a file that a store has.</summary>
    /// <exception cref="TrimtabException">The attempt or the trial has ended.</exception>
    internal void AddArtifact(Artifact artifact) => _store.AddArtifact(_claim, artifact);

    /// <summary>
    /// Ends a trial from <see cref="Study.Ask"/> with the values of all objectives, in their order; with NaN it has failed.
    /// </summary>
    /// <exception cref="TrimtabException">
    /// The values are not as many as the objectives, the trial has ended, or it belongs to <c>OptimizeAsync</c>.
    /// </exception>
    public Trial Tell(params IReadOnlyList<double> values)
    {
        var ends = RequireByHand();
        return _store.Finish(_claim, ends.Timed(ends.Completed(ends.Require(values, Number))));
    }

    /// <summary>Ends a trial from <see cref="Study.Ask"/>: it was pruned, or paused where the pruner's last decision was to.</summary>
    /// <exception cref="TrimtabException">The trial has ended, or it belongs to <c>OptimizeAsync</c>.</exception>
    public Trial TellPruned()
    {
        var ends = RequireByHand();
        return _store.Finish(_claim, ends.Timed(ends.Stopped(_store[Number], IsPaused, null)));
    }

    /// <summary>Ends a trial from <see cref="Study.Ask"/>: it failed.</summary>
    /// <param name="why">The reason; not empty.</param>
    /// <exception cref="TrimtabException">The trial has ended, or it belongs to <c>OptimizeAsync</c>.</exception>
    public Trial TellFailed(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return _store.Finish(_claim, RequireByHand().Timed(TrialEnds.Failed(why)));
    }

    /// <summary>Ends a trial from <see cref="Study.Ask"/>: it failed with an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <exception cref="TrimtabException">The trial has ended, or it belongs to <c>OptimizeAsync</c>.</exception>
    public Trial TellFailed(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return _store.Finish(_claim, RequireByHand().Timed(TrialEnds.Failed(error)));
    }

    /// <summary>Whether the pruner's last decision was to pause.</summary>
    internal bool IsPaused => _pruning.IsPaused;

    /// <summary>Ends this attempt: what still runs of its objective function can't write any more.</summary>
    /// <returns>The claim by which the trial is ended.</returns>
    internal TrialClaim End()
    {
        lock (_gate)
        {
            return _owner = _owner == _claim ? _store.Renew(_claim, forgets: false) : _owner;
        }
    }

    /// <summary>Ends this attempt, discards what it wrote, and begins another with the same values.</summary>
    internal LiveTrial Again(CancellationToken cancellationToken) =>
        new(_store, _store.Renew(End(), forgets: true), _parameters.Again(), _pruning.Again(), _ends)
        {
            CancellationToken = cancellationToken,
        };

    private TrialEnds RequireByHand() => _ends
        ?? throw new TrimtabException(
            Invariant($"A trial of OptimizeAsync ends with what its objective function returns or throws; Tell is for trials from ")
            + Invariant($"Study.Ask. Trial {Number} was ended inside its objective function."));
}

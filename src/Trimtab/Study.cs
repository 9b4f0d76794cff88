using System.Runtime.ExceptionServices;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab;

/// <summary>
/// A search for good parameters: trials, each an evaluation of one parameter set. A trial waits, runs and finishes; a finished one never
/// changes.
/// </summary>
/// <remarks>
/// <c>OptimizeAsync</c> evaluates a function; <see cref="Ask"/> and <see cref="LiveTrial.Tell"/> do the same by hand. Thread-safe.
/// <code>
/// var study = new Study(new() { Direction = Direction.Minimize, Seed = 1 });
/// await study.OptimizeAsync(
///     trial =>
///     {
///         double x = trial.SuggestFloat("x", -10, 10);
///         int n = trial.SuggestInt("n", 1, 5);
///         return ((x - 2) * (x - 2)) + n;
///     },
///     trials: 100);
/// Console.WriteLine($"{study.BestValue} at {study.BestParameters}");
/// </code>
/// </remarks>
public sealed partial class Study : IDisposable, IAsyncDisposable
{
    private readonly string[] _names; // of the objectives
    private IDisposable? _storage; // that the study has opened itself
    private readonly BestTrial _best;

    /// <summary>A study without trials.</summary>
    /// <exception cref="UnknownNameException">A fixed parameter is not in the space that was given.</exception>
    /// <exception cref="TrimtabException">
    /// A fixed value is outside its range, the direction contradicts the objectives, the pruner's settings do not fit one another, or its
    /// metric is no objective and has no direction.
    /// </exception>
    public Study(StudyOptions? options = null)
        : this(options = Checked(options ?? new()), new MemoryTrialStore(), TrialSource.Begin(options))
    {
    }

    /// <summary>A study whose trials are in a store; options were checked.</summary>
    /// <param name="options">The options.</param>
    /// <param name="store">The store.</param>
    /// <param name="suggester">What the options' sampler has begun with.</param>
    /// <param name="log">Its log; null for a new one.</param>
    internal Study(
        StudyOptions options, ITrialStore store, Suggester suggester, StudyLog? log = null)
    {
        Options = options;
        _names = [.. Options.Objectives.Select(objective => objective.Name)];
        Log = log ?? new(Options);
        Store = Log.Watch(store);
        Ends = new(Options);
        Source = new(Options, Store, suggester, Log);
        _best = new(Store, Options.Objectives[0]);
    }

    /// <summary>The study, with a storage that is disposed with it.</summary>
    internal Study Owning(IDisposable storage)
    {
        _storage = storage;
        return this;
    }

    /// <summary>Options of the study: objectives, space, sampler, pruner.</summary>
    public StudyOptions Options { get; }

    /// <summary>Name of the study.</summary>
    public string Name => Options.Name;

    /// <summary>Which values of the first objective are better.</summary>
    public Direction Direction => Options.Direction;

    /// <summary>How many trials there are, in any state.</summary>
    public int Count => Store.Count;

    /// <summary>The trials as they stand now, by number. A snapshot: trials that finish later are not in it.</summary>
    public History Trials => Store.Read(Store.Count);

    /// <summary>
    /// The best completed trial that satisfies the constraints, the earliest on ties; <see langword="null"/> before there is one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The study has several objectives: see <see cref="ParetoFront"/>.</exception>
    public Trial? BestTrial => _names.Length == 1
        ? _best.Current
        : throw new InvalidOperationException(
            $"A study of several objectives has no single best trial. '{Name}' has {string.Join(", ", _names)}: read ParetoFront.");

    /// <summary>The value of <see cref="BestTrial"/>; <see langword="null"/> before there is one.</summary>
    /// <exception cref="InvalidOperationException">The study has several objectives: see <see cref="ParetoFront"/>.</exception>
    public double? BestValue => BestTrial?.Value;

    /// <summary>The parameters of <see cref="BestTrial"/>; <see langword="null"/> before there is one.</summary>
    /// <exception cref="InvalidOperationException">The study has several objectives: see <see cref="ParetoFront"/>.</exception>
    public ParameterSet? BestParameters => BestTrial?.Parameters;

    /// <summary>
    /// Warnings on the trials so far: enqueued and fixed parameters that were never asked for, trials that repeat earlier ones because no
    /// combination of a finite space was left, and what a logger threw. O(trials).
    /// </summary>
    public IReadOnlyList<string> Warnings =>
        [.. StudyWarnings.Of(Trials, Options.Fixed), .. new[] { Source.Warning }.OfType<string>(), .. Log.Warnings];

    /// <summary>The completed trials that satisfy the constraints and that no other beats in every objective, by number.</summary>
    public IReadOnlyList<Trial> ParetoFront => Pareto.Front(Trials, Options.Objectives);

    /// <summary>
    /// Files that were uploaded for the study itself, by <see cref="Trimtab.Artifacts.ArtifactStore"/>; those of its trials are not among
    /// them. Read from the storage.
    /// </summary>
    public IReadOnlyList<Artifact> Artifacts => Store.Artifacts;

    /// <summary>Records a file that a store has.</summary>
    internal void AddArtifact(Artifact artifact) => Store.AddArtifact(null, artifact);

    /// <summary>Its log.</summary>
    internal StudyLog Log { get; }

    /// <summary>Its trials.</summary>
    internal ITrialStore Store { get; }

    /// <summary>Begins its trials.</summary>
    internal TrialSource Source { get; }

    /// <summary>How its trials end.</summary>
    internal TrialEnds Ends { get; }

    /// <summary>Trial <paramref name="number"/> as it stands now.</summary>
    /// <exception cref="TrimtabException">There is no such trial.</exception>
    public Trial this[int number] => Store[number];

    /// <summary>Adds a trial that waits: it is the next to be evaluated, and has these values where it asks for their parameters.</summary>
    /// <remarks>Where the study's space is not given, a name that is never asked for is a warning of the trial.</remarks>
    /// <exception cref="UnknownNameException">A name is not in the study's space.</exception>
    /// <exception cref="TrimtabException">A value is outside its range in the study's space.</exception>
    public Trial Enqueue(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Options.Space?.Require(parameters, "enqueued");
        return Wait(parameters);
    }

    /// <summary>Adds a finished trial, from another study or a table; samplers learn from it. Its number becomes the next here.</summary>
    /// <remarks>
    /// An integer for a real parameter is stored as a real number, and the reverse, as the trial's or the study's space says. A trial with
    /// a value that is NaN has failed.
    /// </remarks>
    /// <exception cref="TrimtabException">It has not finished, or a completed one lacks a value of an objective.</exception>
    public Trial Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Store.Add([Checked(trial)])[0];
    }

    /// <summary>A finished trial of elsewhere as this study would have it.</summary>
    internal Trial Checked(Trial trial)
    {
        if (!trial.IsFinished || (trial.State == TrialState.Complete && !_names.All(trial.Values.ContainsKey)))
        {
            throw new TrimtabException(
                $"A trial that is added must have finished, and have a value for {string.Join(", ", _names)} where it is complete. Got "
                + $"a trial that is {trial.State} with {string.Join(", ", trial.Values.Keys)}.");
        }

        var space = trial.Space.Count > 0 ? trial.Space : Options.Space ?? SearchSpace.Empty;
        return Ends.Checked(trial.Copy(space, _names));
    }

    /// <summary>Adds the finished trials of <paramref name="other"/> together, so that samplers learn from them.</summary>
    public void WarmStart(Study other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Store.Add([.. other.Trials.Where(trial => trial.IsFinished).Select(Checked)]);
    }

    /// <summary>Begins the next trial: the first that waits, else a new one. Evaluate it and <see cref="LiveTrial.Tell"/>.</summary>
    /// <param name="space">
    /// What it will ask for, if that is known; suggested jointly at once. Default: the study's space, or what all trials had in common.
    /// </param>
    /// <remarks>What a sampler or pruner throws is thrown here; the trial has failed then.</remarks>
    public LiveTrial Ask(SearchSpace? space = null)
    {
        LiveTrial? trial;
        do
        {
            Store.Refresh();
        }
        while ((trial = Source.Begin(visible: null, space, Ends.Begun())) is null);

        if (trial.Refusal is { } error)
        {
            trial.TellFailed(error);
            ExceptionDispatchInfo.Throw(error);
        }

        return trial;
    }

    /// <summary>
    /// Takes in what other processes have written to a study of a storage, as is done before each trial begins; what was read once is not
    /// read again. Does nothing for a study in memory.
    /// </summary>
    public void Refresh() => Store.Refresh();

    /// <summary>
    /// Closes the storage, where the study was opened by a URL. A study in memory, or of a storage that it was given, has nothing to close.
    /// No trial may be under way; trials that were read can still be.
    /// </summary>
    public void Dispose() => _storage?.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The name, how many trials there are by state, and the best one, for people.</summary>
    public override string ToString()
    {
        var trials = Trials;
        string best = _names.Length > 1 ? $"; {InvariantText.Count(ParetoFront.Count, "trial")} on the Pareto front"
            : BestTrial is { } trial ? $"; best: {trial}"
            : "";
        string states = StateCounts.Of(trials, " (") is { Length: > 0 } counts ? counts + ")" : "";
        return $"Study '{Name}': {InvariantText.Count(trials.Count, "trial")}{states}{best}";
    }

    private static StudyOptions Checked(StudyOptions options)
    {
        options.Check();
        return options;
    }

    /// <summary>Adds a trial that waits, whatever the space.</summary>
    internal Trial Wait(ParameterSet parameters) =>
        Store.Add([new() { Number = 0, Parameters = parameters, Enqueued = parameters }])[0];
}

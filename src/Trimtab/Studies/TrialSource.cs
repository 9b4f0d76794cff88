using System.Runtime.ExceptionServices;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// Begins the trials of a study: claims one, resumes a paused one where the pruner promotes it, and has its parameters suggested. One trial
/// at a time, from any thread.
/// </summary>
internal sealed class TrialSource
{
    private readonly Lock _gate = new();
    private readonly StudyOptions _options;
    private readonly ITrialStore _store;
    private readonly SuggestionService _suggestions;
    private readonly StudyPruning _pruning;
    private readonly CommonSpace _common = new();
    private readonly RandomAddress _random;
    private Exception? _refusal; // thrown by Exhausted or Promote: it fails the next trial

    /// <summary>The source of a study's trials.</summary>
    public TrialSource(StudyOptions options, ITrialStore store, Suggester suggester, StudyLog log)
    {
        (_options, _store, _pruning, _random) = (options, store, new(options, log), RandomOf(options));
        _suggestions = new(options, store, suggester, log);
    }

    /// <summary>Begins the sampler of a study.</summary>
    /// <exception cref="TrimtabException">It began with null; a sampler may refuse options by others.</exception>
    public static Suggester Begin(StudyOptions options)
    {
        var problem = new StudyProblem(options.Objectives, options.Concurrency, RandomOf(options).At("sampler"))
        {
            Space = options.Space,
            Fixed = options.Fixed,
        };
        return options.Sampler.Begin(problem)
            ?? throw new TrimtabException($"A sampler must begin with a suggester. {options.Sampler.Name} began with null.");
    }

    private static RandomAddress RandomOf(StudyOptions options) => RandomAddress.FromSeed(options.Seed).At("study");

    /// <summary>A warning that trials repeat earlier ones; null where none does.</summary>
    public string? Warning => _suggestions.Warning;

    /// <summary>Why there is nothing left to try, or null.</summary>
    /// <param name="visible">The results of how many trials may be seen; null for whatever has finished.</param>
    public string? Exhausted(int? visible)
    {
        RequireOutside();
        lock (_gate)
        {
            if (_store.NextNumber < _store.Count)
            {
                return null; // a trial waits
            }

            var view = _store.ReadBefore(_store.Count, visible);
#pragma warning disable CA1031 // A sampler or pruner of the user's own: what it throws fails the trial that would begin.
            try
            {
                return _pruning.Promoted(view) is null ? _suggestions.Exhausted(view) : null;
            }
            catch (Exception error)
            {
                _refusal = error;
                return null;
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>Begins the next trial: the first that waits, else a new one.</summary>
    /// <param name="visible">The results of how many trials may be seen, which have all finished; null for whatever has.</param>
    /// <param name="space">What the trial will ask for; null for the study's space, or what all trials have had in common.</param>
    /// <param name="ends">How the caller ends it by hand; null for a trial that ends with what its objective function returns.</param>
    /// <remarks>
    /// What a sampler or pruner of the user's own throws is kept as <see cref="LiveTrial.Refusal"/>: the trial must not be evaluated.
    /// </remarks>
    /// <exception cref="TrimtabException">A sampler or pruner of the study calls it while it is asked.</exception>
    /// <returns>Null where another process was faster, as by <see cref="ITrialStore.Claim"/>.</returns>
    public LiveTrial? Begin(int? visible, SearchSpace? space, TrialEnds? ends)
    {
        RequireOutside();
        lock (_gate)
        {
            if (_store.Claim(_options.TimeProvider.GetUtcNow()) is not { } claim) // the clock is read first: it may throw
            {
                return null;
            }

            var view = _store.ReadBefore(claim.Number, visible);
            var parameters = Suggest(claim.Number, view, space, []);
            for (List<int?> taken = []; !IsProposed(claim, parameters); view = _store.ReadBefore(claim.Number, visible))
            {
                taken.Add(parameters.Resumes); // by another trial, meanwhile
                parameters = Suggest(claim.Number, view, space, taken);
            }

            return new(_store, claim, parameters, new(_pruning, view.History), ends) { CancellationToken = _store.Lost(claim) };
        }
    }

    private void RequireOutside()
    {
        if (_gate.IsHeldByCurrentThread || _suggestions.IsAsking)
        {
            throw new TrimtabException(
                "A sampler or pruner must not begin trials of the study that asks it. Answer from the request it was given.");
        }
    }

    private bool IsProposed(TrialClaim claim, TrialParameters parameters) =>
        parameters.Refusal is not null || _store.Propose(claim, parameters.Proposed, parameters.Resumes, parameters.Space);

    private TrialParameters Suggest(int number, StudyView view, SearchSpace? space, IReadOnlyList<int?> taken)
    {
        var request = new SuggestionRequest
        {
            Number = number,
            History = view.History,
            Pending = view.Pending,
            Random = _random.At(number),
        };
#pragma warning disable CA1031 // A sampler or pruner of the user's own: whatever it throws fails this trial and no other.
        try
        {
            if (Interlocked.Exchange(ref _refusal, null) is { } refusal)
            {
                ExceptionDispatchInfo.Throw(refusal);
            }

            var claimed = _store[number];
            var paused = claimed.Given.Count == 0 ? _pruning.Promoted(view) : null;
            paused = taken.Contains(paused?.Number) ? null : paused;
            return new(
                _suggestions,
                _options,
                request,
                paused?.Parameters ?? new GivenParameters(claimed.Given, claimed.Suggested, claimed.Kept),
                paused?.Number ?? claimed.Resumes, // promoted now, or before it was interrupted
                space ?? _options.Space ?? _common.Of(view.History));
        }
        catch (Exception error)
        {
            return new(_suggestions, _options, request, error);
        }
#pragma warning restore CA1031
    }
}

using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// One run of a search: candidates are scored, one is chosen and trained again on all rows. What was scored is returned or thrown with the
/// error, whatever happens.
/// </summary>
/// <param name="run">What its trainings share.</param>
/// <param name="candidates">The candidates.</param>
internal sealed class SearchRun(RunContext run, CandidateSource candidates)
{
    private readonly CompiledSearch _compiled = run.Compiled;

    /// <summary>Candidates that runs before it have dropped by scores on the same folds. Default 0.</summary>
    public int DroppedBefore { get; init; }

    /// <summary>A run over candidates that are known.</summary>
    /// <param name="compiled">The search.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="droppedBefore">Candidates that runs before it have dropped by scores on the same folds.</param>
    /// <exception cref="TrimtabException">No candidate can be trained, or one can't and errors are raised.</exception>
    public static SearchRun Of(CompiledSearch compiled, PlannedCandidates candidates, int droppedBefore = 0)
    {
        var run = new RunContext(compiled);
        return new(run, new ListedCandidates(run, candidates)) { DroppedBefore = droppedBefore };
    }

    /// <summary>
    /// A run over candidates that are suggested or pruned. Without a ledger, paused trainings go on from one that lives as long as the run.
    /// </summary>
    /// <inheritdoc cref="Of(CompiledSearch, PlannedCandidates, int)"/>
    /// <exception cref="OperationCanceledException">It was cancelled before the candidates were checked.</exception>
    public static SearchRun Of(CompiledSearch compiled, SamplingOptions options, CancellationToken cancellationToken)
    {
        var run = new RunContext(options.Prunes ? compiled.WithLedger() : compiled);
        return new(run, new SuggestedCandidates(run, options, cancellationToken));
    }

    /// <exception cref="SearchFailedException">Nothing was scored, or an error was raised.</exception>
    /// <exception cref="SearchCancelledException">It was cancelled.</exception>
    public SearchResult Run(CancellationToken cancellationToken)
    {
        if (ScarceClasses.Warning(_compiled) is { } warning)
        {
            run.Warnings.Add(warning);
        }

        try
        {
            candidates.Score(cancellationToken);
            return Finish(cancellationToken);
        }
        catch (Exception) when (run.Scorer.Raised is { } error)
        {
            string message = error is TrimtabException
                ? error.Message
                : $"The first error ends a search whose ErrorScore is Raise. Got {TrialFailure.Of(error).Sentence}";
            throw new SearchFailedException(message, Scored(), error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new SearchCancelledException(Scored() with { IsComplete = candidates.IsComplete }, cancellationToken);
        }
        catch (TrimtabException error)
        {
            throw new SearchFailedException(error.Message, Scored(), error.InnerException);
        }
        finally
        {
            candidates.Meter.Finish();
            run.Search.Ledger?.WriteUnwritten();
        }
    }

    /// <summary>
    /// Chooses the best candidate and trains it on all rows. An exception of a rule or a training is part of the result: the scores stay.
    /// </summary>
    private SearchResult Finish(CancellationToken cancellationToken)
    {
        var results = Results();
        var choice = new Choice(-1, _compiled.Scorers[_compiled.Deciding]);
        long start = run.Search.TimeProvider.GetTimestamp();
        IFitted? fitted = null;
        var error = UserCode.Try(
            () =>
            {
                choice = Choose(results);
                fitted = run.Search.Refit is Refit.Never || choice.Index < 0
                    ? null
                    : Train(results[choice.Index].Parameters, cancellationToken);
            },
            cancellationToken);
        var time = fitted is null ? TimeSpan.Zero : run.Search.TimeProvider.GetElapsedTime(start);
        if (fitted is not null || error is not null)
        {
            run.Log.RefitEnded(time, error);
        }

        var result = Result(results, choice, time) with { BestEstimator = fitted, RefitError = error };
        if (result.Statistics is { } statistics && choice.Scorer == _compiled.Scorers[_compiled.Deciding])
        {
            candidates.Record?.Keep(statistics, results);
        }

        return result;
    }

    private Choice Choose(CvResults results) => run.Search.Refit switch
    {
        Refit.ByFunction rule => new(rule.ChooseFrom(results), _compiled.Scorers[0]),
        Refit.Never when _compiled.Scorers.Count > 1 && !candidates.IsGuided => new(-1, _compiled.Scorers[0]),
        _ => new(results.BestBy(_compiled.Scorers[_compiled.Deciding]), _compiled.Scorers[_compiled.Deciding]),
    };

    /// <summary>Trains the candidate on all rows; a ledger keeps where that ends, so that it is trained once as well.</summary>
    private IFitted Train(ParameterSet parameters, CancellationToken cancellationToken)
    {
        var estimator = SearchCheck.Candidate(run.Search.Estimator, parameters);
        var context = new FitContext
        {
            Random = _compiled.RandomOfRefit,
            Name = $"{run.Search.FitPrefix}refit",
            Cores = run.Cores,
            CancellationToken = cancellationToken,
        };
        run.Cores.Expect(1);
        run.Log.RefitStarted(parameters);
        string kind = TrainingCosts.KindOf(estimator, PlannedTrajectory.IdentityOf(estimator), parameters);
        var training = new TrackedTraining(estimator, _compiled.Data, context, _compiled.RefitContent(estimator), run)
        {
            EpochTrained = time => run.Costs.Observe(kind, time, _compiled.Data.Count, context.Threads),
        };
        try
        {
            int epochs = estimator.Length;
            training.Begin(epochs);
            candidates.Meter.RefitBegins(epochs - training.Done);
            while (training.Done < epochs)
            {
                training.SaveIfDue();
                training.Advance();
                candidates.Meter.RefitEpochEnded();
            }

            training.Save();
            return training.Fitted;
        }
        catch
        {
            training.Dispose(); // otherwise what was learned lives on
            throw;
        }
    }

    private CvResults Results() => new(candidates.Results, _compiled.Scorers, _compiled.Deciding);

    /// <summary>What was scored so far, without a refit.</summary>
    private SearchResult Scored()
    {
        var results = Results();
        string scorer = _compiled.Scorers[_compiled.Deciding];
        return Result(results, new(results.Count == 0 ? -1 : results.BestBy(scorer), scorer), TimeSpan.Zero) with { IsComplete = false };
    }

    private SearchResult Result(CvResults results, Choice choice, TimeSpan refitTime) => new()
    {
        CvResults = results,
        Trials = candidates.Trials,
        BestIndex = choice.Index,
        BestScorer = choice.Scorer,
        TrialFailures = candidates.TrialFailures,
        ListenerError = candidates.Meter.ListenerError,
        Warnings = [.. run.Warnings.All, .. run.Log.Warnings, .. run.Search.Ledger?.Warnings ?? []],
        Statistics = results.HasScore(choice.Index, choice.Scorer)
            ? SearchStatistics.Of(results, choice.Index, choice.Scorer, _compiled.FoldRows)
                .ChosenAmong(DroppedBefore + candidates.Dropped, candidates.IsSuggestedByScores)
            : null,
        Cost = run.Tally.ToCost(candidates.Meter.Elapsed, refitTime),
    };

    private readonly record struct Choice(int Index, string Scorer);
}

using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection.Running;

/// <summary>Scores a training on its fold's rows. Exceptions of user code become outcomes; scorers fail one by one. Thread-safe.</summary>
/// <param name="search">Scorers, error score, whether training rows are scored.</param>
internal sealed class FoldScorer(CandidateSearch search)
{
    private readonly int _scorers = Math.Max(1, search.Scoring.Count);
    private Exception? _raised;

    /// <summary>
    /// The first exception that <see cref="ErrorScore.Raise"/> lets end the search; <see langword="null"/> where there is none.
    /// </summary>
    public Exception? Raised => _raised;

    /// <summary>The outcome of a training where it stands now.</summary>
    public FoldOutcome Score(
        TrackedTraining training, (Dataset Train, Dataset Test) fold, bool keepsRows, CancellationToken cancellationToken)
    {
        IFitted? fitted = null;
        if (Try(() => fitted = training.Fitted, cancellationToken) is { } error)
        {
            return Failed(error, training);
        }

        long start = search.TimeProvider.GetTimestamp();
        var context = Context(fitted!, fold.Test);
        if (search.KeepsPredictions && Try(() => _ = context.Prediction, cancellationToken) is { } unpredicted)
        {
            return Failed(unpredicted, training);
        }

        var test = Score(context, keepsRows, cancellationToken);
        var scoreTime = search.TimeProvider.GetElapsedTime(start);
        var train = search.ReturnTrainScore ? Score(Context(fitted!, fold.Train), keepsRows: false, cancellationToken) : new([], [], []);
        return new(new(test.Values, train.Values, training.Time.Ticks, scoreTime.Ticks, training.Epochs, keepsRows ? test.Rows : null))
        {
            Context = search.KeepsPredictions ? context : null,
            TestErrors = test.Errors,
            TrainErrors = train.Errors,
        };
    }

    /// <summary>The outcome of a fit that threw <paramref name="error"/>, or that would.</summary>
    public FoldOutcome Failed(Exception error, TrackedTraining training)
    {
        double[] scores = new double[_scorers];
        Array.Fill(scores, search.ErrorScore.Value);
        var cell = new Cell(scores, search.ReturnTrainScore ? scores : [], training.Time.Ticks, ScoreTicks: 0, training.Epochs);
        return new(cell) { FitError = error };
    }

    /// <summary>Runs user code: returns what it throws, which then stops nothing else, unless errors are to be raised.</summary>
    public Exception? Try(Action act, CancellationToken cancellationToken)
    {
        var error = UserCode.Try(act, cancellationToken);
        if (error is not null)
        {
            RaiseIfWanted(error);
        }

        return error;
    }

    /// <summary>Throws <paramref name="error"/> where the first error is to end the search.</summary>
    public void RaiseIfWanted(Exception error)
    {
        if (search.ErrorScore.IsRaised)
        {
            Interlocked.CompareExchange(ref _raised, error, null);
            throw new RaisedException(error);
        }
    }

    private static ScoringContext Context(IFitted fitted, Dataset rows) => new(fitted, rows) { IsOfOneDataset = true };

    /// <summary>The scores of some rows, in the scorers' order.</summary>
    private Scores Score(ScoringContext context, bool keepsRows, CancellationToken cancellationToken)
    {
        double[] values = new double[_scorers];
        var single = new RowScores?[_scorers];
        var errors = new Exception?[_scorers];
        for (int i = 0; i < _scorers; i++)
        {
            int scorer = i;
            double[]? scores = null;
            values[i] = search.ErrorScore.Value;
            errors[i] = Try(() => (values[scorer], scores) = ScorerAt(scorer, context.Fitted).ScoreWithRows(context), cancellationToken);
            single[i] = keepsRows ? RowScores.Of(scores) : null;
        }

        return new(values, single, errors.All(error => error is null) ? [] : errors);
    }

    private Scorer ScorerAt(int scorer, IFitted fitted) => search.Scoring.Count > 0 ? search.Scoring[scorer]
        : fitted.OwnScorer ?? throw new TrimtabException($"OwnScorer must be a scorer. That of {fitted.GetType().Name} is null.");

    private readonly record struct Scores(double[] Values, RowScores?[] Rows, Exception?[] Errors);
}

using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Scores of an estimator by the number of rows it learns from: whether more rows would help.</summary>
/// <remarks>
/// As scikit-learn's <c>learning_curve</c>: on every fold, the first rows of the training rows are learned from, and all test rows are
/// scored, the training rows that were learned from too. Seeds and draws are the same for every number of rows.
/// <code>
/// foreach (var point in new LearningCurve(model) { TrainSizes = [0.25, 0.5, 1.0] }.Fit(train))
/// {
///     Console.WriteLine($"{point.Rows} rows: {point.Result.Test["score"].Mean}, on what was learned {point.Result.Train["score"].Mean}");
/// }
/// </code>
/// </remarks>
public sealed record LearningCurve : CrossValidation
{
    /// <summary>Scores <paramref name="estimator"/>.</summary>
    public LearningCurve(IEstimator estimator)
        : base(estimator) => ReturnTrainScore = true;

    /// <summary>
    /// How many rows are learned from: shares of the first fold's training rows, up to 1, rounded down, or numbers of rows. Sizes that come
    /// to the same are taken once. Default: a tenth, and four more at equal distances up to all.
    /// </summary>
    public IReadOnlyList<double> TrainSizes { get; init => field = CheckedSizes(value); } = [0.1, 0.325, 0.55, 0.775, 1];

    /// <summary>
    /// Whether each fold's training rows are put into a random order before the first ones are taken; otherwise they keep theirs. Default:
    /// no, as scikit-learn.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>Fits and scores every fold for each number of rows, fewest first.</summary>
    /// <exception cref="TrimtabException">
    /// The data can't be split or learned from, or there are fewer training rows than a size.
    /// </exception>
    /// <exception cref="SearchFailedException">
    /// Every fit for a number of rows failed, or one did under <see cref="ErrorScore.Raise"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<LearningCurvePoint> Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var groups = Groups ?? data.Groups;
        var folds = Cv.FoldsFor(Estimator.Kind, data, groups);
        if (Shuffle)
        {
            folds = [.. folds.Select((fold, number) => new Fold(Shuffled(fold.Train, number), fold.Test))];
        }

        return
        [
            .. from rows in RowsOf(folds)
               select new LearningCurvePoint(rows, Score(data, rows, [.. folds.Select(fold => First(rows, fold))], cancellationToken)),
        ];
    }

    private CandidateResult Score(Dataset data, int rows, Fold[] folds, CancellationToken cancellationToken) =>
        new GivenCandidates(this with { Cv = new KnownFolds(folds) }) { FitPrefix = Invariant($"rows-{rows}-") }
            .Fit(data, cancellationToken).CvResults[0];

    private static Fold First(int rows, Fold fold) => new(fold.Train[..rows], fold.Test);

    private int[] RowsOf(IReadOnlyList<Fold> folds)
    {
        int least = folds.Min(fold => fold.Train.Length), first = folds[0].Train.Length;
        int[] rows = [.. TrainSizes.Select(size => size <= 1 ? Math.Max(1, (int)(size * first)) : (int)size).Distinct().Order()];
        return rows[^1] <= least
            ? rows
            : throw new TrimtabException(Invariant($"Every fold must have as many training rows as the largest size, {rows[^1]}. ")
                + Invariant($"One has {least}: take smaller sizes."));
    }

    private int[] Shuffled(int[] rows, int fold)
    {
        int[] shuffled = [.. rows];
        var random = Numerics.RandomAddress.FromSeed(Seed).At(nameof(LearningCurve)).At(fold).Stream();
        random.Shuffle<int>(shuffled);
        return shuffled;
    }

    private static IReadOnlyList<double> CheckedSizes(IReadOnlyList<double> sizes)
    {
        const string Name = nameof(TrainSizes);
        double bad = Setting.Required(sizes, Name).FirstOrDefault(size => !IsSize(size), 1);
        return sizes.Count == 0 ? throw new ArgumentException("TrainSizes must have a size. Got none.", nameof(sizes))
            : bad == 1 ? sizes
            : throw Setting.OutOfRange(Name, "TrainSizes must be shares above 0 and up to 1, or whole numbers of rows. "
                + Invariant($"Got {bad}."));
    }

    private static bool IsSize(double size) => size > 0 && (size <= 1 || (double.IsInteger(size) && size <= int.MaxValue));

    /// <summary>Folds that are known.</summary>
    private sealed record KnownFolds(IReadOnlyList<Fold> Folds) : Splitter
    {
        public override bool UsesGroups => true;

        public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null) => Folds;
    }
}

/// <summary>Scores by the number of rows that were learned from. Immutable.</summary>
/// <param name="Rows">Rows that were learned from, on every fold.</param>
/// <param name="Result">Scores of the test rows and of the rows that were learned from, by scorer and fold.</param>
public sealed record LearningCurvePoint(int Rows, CandidateResult Result)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>An estimator behind steps that prepare its features: they learn from the training rows of each fold alone.</summary>
/// <remarks>
/// Its parameters are the estimator's by their own names, the steps' settings as <c>step__setting</c>, and each step as a whole by its
/// name. Rows that an estimator holds back to validate on, as a net's <c>ValidationSplit</c> does, are prepared by the steps and not
/// learned from.
/// Candidates of a search that have the same steps share what these learn, on every fold. Rows may have missing features (NaN) and
/// categories, if the steps leave none. Immutable; thread-safe.
/// <code>
/// var pipeline = Pipeline.Of([new SimpleImputer(), ("scale", new StandardScaler())], model);
/// var grid = new ParameterGrid { ["simple_imputer__strategy"] = ["mean", "median"], ["scale"] = ["standard_scaler", "passthrough"] };
/// var result = new GridSearchCV(pipeline, grid).Fit(train);
/// </code>
/// </remarks>
public abstract record Pipeline : IEstimator
{
    private protected Pipeline(Steps steps, IEstimator estimator) => (Steps, Estimator) = (steps, estimator);

    /// <summary>The steps, in the order in which rows go through them.</summary>
    public Steps Steps { get; private protected init; }

    /// <summary>The estimator that learns from what the last step makes.</summary>
    public IEstimator Estimator { get; private protected init; }

    /// <summary>
    /// The parameters of the estimator; the steps' names; each step's settings as <c>step__setting</c>.
    /// </summary>
    public IReadOnlyCollection<string> ParameterNames => [.. Estimator.ParameterNames, .. Steps.ParameterNames];

    /// <inheritdoc/>
    public EstimatorKind Kind => Estimator.Kind;

    /// <summary>Yes: the steps may fill in and encode; what they leave is refused in each fold, unless the estimator takes it.</summary>
    public bool PreparesFeatures => true;

    /// <summary>Whether its estimator does; steps do not look at weights.</summary>
    public bool UsesWeights => Estimator.UsesWeights;

    IEnumerable<IEstimator> IEstimator.Alternatives => Estimator.Alternatives.Select(estimator => Of(Steps, estimator));

    /// <summary>An estimator behind steps.</summary>
    /// <param name="steps">The steps, in the order in which rows go through them.</param>
    /// <param name="estimator">The estimator; a pipeline of one that trains in epochs trains in epochs, too.</param>
    /// <exception cref="ArgumentException">A step is called as a parameter of the estimator.</exception>
    public static Pipeline Of(Steps steps, IEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(estimator);
        if (steps.ParameterNames.FirstOrDefault(estimator.ParameterNames.Contains) is { } name)
        {
            throw new ArgumentException(
                $"Steps must not be called as parameters of the estimator. Both have '{name}': "
                    + "name the step otherwise, as (\"other\", …).",
                nameof(steps));
        }

        return estimator is IIterativeEstimator iterative ? new IterativePipeline(steps, iterative) : new PlainPipeline(steps, estimator);
    }

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (string name in parameters.Keys.Where(name => !ParameterNames.Contains(name) && !Steps.HasPart(name)))
        {
            throw new UnknownNameException("parameter", name, ParameterNames);
        }

        var ofEstimator = Estimator.ParameterNames.ToHashSet();
        var estimator = Estimator.With(Only(parameters, ofEstimator.Contains))
            ?? throw new TrimtabException($"With must return an estimator. {Estimator.TypeTitle} returned null.");
        return Of(Steps.With(Only(parameters, name => !ofEstimator.Contains(name))), estimator);
    }

    /// <inheritdoc/>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Steps.Check(data);
        if (Steps.KeepColumns)
        {
            Estimator.Check(data);
        }
        else
        {
            Estimator.CheckSettings(); // what rows it gets is known once the steps have learned
        }
    }

    /// <summary>Checks the estimator's.</summary>
    public void CheckSettings() => Estimator.CheckSettings();

    /// <summary>Those of the estimator.</summary>
    public int LearnedRows(Dataset data) => Estimator.LearnedRows(data);

    /// <inheritdoc/>
    public IFitted Fit(Dataset data, FitContext context)
    {
        var (steps, rows) = Prepare(data);
        var fitted = Estimator.Fit(rows, After(context, steps))
            ?? throw new TrimtabException($"Fit must return what was learned. {Estimator.TypeTitle} returned null.");
        return new FittedPipeline(steps, fitted);
    }

    /// <summary>The steps and the estimator in one line.</summary>
    public sealed override string ToString() => $"{nameof(Pipeline)} {{ Steps = {Steps}, Estimator = {InvariantText.Of(Estimator)} }}";

    /// <summary>What the steps learn from the rows that the estimator learns from, and make of all.</summary>
    private protected (FittedSteps Steps, Dataset Rows) Prepare(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var steps = Steps.Fit(SharedSteps.First(LearnedBy(Estimator, data), data));
        var rows = steps.Transform(data);
        PreparedFeatures.Require(rows, Estimator);
        return (steps, rows);
    }

    private static int LearnedBy(IEstimator estimator, Dataset data)
    {
        int learned = estimator.LearnedRows(data);
        return learned == data.Count || (learned > 0 && learned < data.Count)
            ? learned
            : throw new TrimtabException(Invariant($"{nameof(LearnedRows)} must return from 1 to the number of rows, {data.Count}. ")
                + Invariant($"{estimator.TypeTitle} returned {learned}."));
    }

    /// <summary>The context of a fit after steps that have learned: other rows go through them, too.</summary>
    private protected static FitContext After(FitContext context, FittedSteps steps)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context with
        {
            PrepareRows = context.PrepareRows is { } before ? rows => steps.Transform(before(rows)) : steps.Transform,
        };
    }

    private static ParameterSet Only(ParameterSet parameters, Func<string, bool> isWanted) =>
        ParameterSet.Create(parameters.Where(parameter => isWanted(parameter.Key)));

    private sealed record PlainPipeline(Steps Before, IEstimator Last) : Pipeline(Before, Last);

    private sealed record IterativePipeline(Steps Before, IIterativeEstimator Last) : Pipeline(Before, Last), IIterativeEstimator
    {
        public int Epochs => Last.Epochs;

        public string EpochsName => Last.EpochsName;

        public IReadOnlyList<Objective> EpochMetrics => Last.EpochMetrics;

        public TrajectoryIdentity Identity => Last.Identity is not { Key.Length: > 0 } inner ? Last.Identity
            : Steps.Configuration is { } steps ? TrajectoryIdentity.Of($"pipeline of [{steps}], {inner.Key}")
            : TrajectoryIdentity.Alone("one of its steps has no name in the catalog");

        public ITrajectory Begin(Dataset data, FitContext context)
        {
            var (steps, rows) = Prepare(data);
            var trajectory = Last.Begin(rows, After(context, steps))
                ?? throw new TrimtabException($"Begin must return a training. {Last.GetType().Name} returned null.");
            return trajectory is IResumableTrajectory resumable
                ? new ResumablePipelineTrajectory(steps, resumable)
                : new PipelineTrajectory(steps, trajectory);
        }
    }
}

/// <summary>Steps and an estimator that have learned from the same rows. Thread-safe if the fitted estimator is.</summary>
public sealed class FittedPipeline : IFitted
{
    internal FittedPipeline(FittedSteps steps, IFitted estimator) => (Steps, Estimator) = (steps, estimator);

    /// <summary>The steps, which have learned.</summary>
    public FittedSteps Steps { get; }

    /// <summary>The estimator, which has learned.</summary>
    public IFitted Estimator { get; }

    /// <inheritdoc/>
    public Scorer OwnScorer => Estimator.OwnScorer;

    /// <summary>Predicts rows as they come: the steps prepare their features.</summary>
    public Prediction Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Estimator.Predict(Steps.Transform(data));
    }
}

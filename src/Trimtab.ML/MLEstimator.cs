using Microsoft.ML;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>An ML.NET trainer or pipeline as an estimator: its settings are searched like those of any other.</summary>
/// <remarks>
/// Rows are not copied: the pipeline reads them in place. Immutable; thread-safe. The same seed gives the same model where the trainer uses
/// one thread, as those of this library do. ML.NET can be cancelled while it reads rows, which linear trainers do at every pass and trees
/// once.
/// <code>
/// var forest = MLEstimator.Classifier(new LightGbm { NumberOfIterations = 50 });
/// var result = new GridSearchCV(forest, new() { ["number_of_leaves"] = [8, 31] }).Fit(train);
/// </code>
/// </remarks>
public sealed record MLEstimator : ModelSelection.IEstimator
{
    private MLEstimator(EstimatorKind kind, MLTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (trainer.TaskFor(kind, classes: 2) is null)
        {
            throw new ArgumentException(
                $"A {(kind == EstimatorKind.Regressor ? "regressor" : "classifier")} needs a trainer that can learn it. "
                    + $"{trainer.GetType().Name} can't.",
                nameof(trainer));
        }

        (Kind, Trainer) = (kind, trainer);
    }

    /// <summary>The trainer, with its settings.</summary>
    public MLTrainer Trainer { get; private init; }

    /// <inheritdoc/>
    public EstimatorKind Kind { get; }

    /// <summary>The names of the trainer's settings.</summary>
    public IReadOnlyCollection<string> ParameterNames => Trainer.ParameterNames;

    /// <inheritdoc/>
    public bool PreparesFeatures => Trainer.PreparesFeatures;

    /// <inheritdoc/>
    public bool UsesWeights => Trainer.UsesWeights;

    /// <summary>A classifier that learns by a trainer, or by its name in the catalog.</summary>
    /// <exception cref="ArgumentException">The trainer can't learn classes.</exception>
    public static MLEstimator Classifier(MLTrainer trainer) => new(EstimatorKind.Classifier, trainer);

    /// <summary>A regressor that learns by a trainer, or by its name in the catalog.</summary>
    /// <exception cref="ArgumentException">The trainer can't learn real values.</exception>
    public static MLEstimator Regressor(MLTrainer trainer) => new(EstimatorKind.Regressor, trainer);

    /// <summary>A classifier that learns by a pipeline of yours, made from typed hyperparameters.</summary>
    /// <typeparam name="THyperparameters">A record whose settable properties are the parameters, their values the defaults.</typeparam>
    /// <param name="create">
    /// Creates the pipeline; called for each fit, on several threads. Its last step is a trainer of the columns' task.
    /// </param>
    /// <param name="preparesFeatures">Whether it encodes texts and fills in missing features: rows may have some then.</param>
    /// <param name="task">
    /// The task of a trainer that has a single one: <see cref="MLTask.MulticlassClassification"/> for one whose label is a key, so that it
    /// is one in folds of two classes, too. Default, null: the task follows from the number of classes, and the pipeline from the columns'
    /// task.
    /// </param>
    /// <exception cref="ArgumentException">The task is not one of classes.</exception>
    public static MLEstimator Classifier<THyperparameters>(
        Func<MLContext, MLColumns, THyperparameters, Microsoft.ML.IEstimator<ITransformer>> create,
        bool preparesFeatures = false,
        MLTask? task = null)
        where THyperparameters : class, new() => Classifier(new FunctionTrainer<THyperparameters>(create, preparesFeatures, task));

    /// <summary>A regressor that learns by a pipeline of yours, made from typed hyperparameters.</summary>
    /// <typeparam name="THyperparameters">A record whose settable properties are the parameters, their values the defaults.</typeparam>
    /// <param name="create">
    /// Creates the pipeline; called for each fit, on several threads. Its last step is a trainer of the columns' task.
    /// </param>
    /// <param name="preparesFeatures">Whether it encodes texts and fills in missing features: rows may have some then.</param>
    public static MLEstimator Regressor<THyperparameters>(
        Func<MLContext, MLColumns, THyperparameters, Microsoft.ML.IEstimator<ITransformer>> create, bool preparesFeatures = false)
        where THyperparameters : class, new() => Regressor(new FunctionTrainer<THyperparameters>(create, preparesFeatures, null));

    /// <inheritdoc/>
    public ModelSelection.IEstimator With(ParameterSet parameters) => this with { Trainer = Trainer.With(parameters) };

    /// <summary>Refuses rows whose number of classes or of targets the trainer can't learn.</summary>
    public void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _ = RequireTask(data, LearnedClasses.Of(Kind, data));
    }

    /// <inheritdoc/>
    public IFitted Fit(Dataset data, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        PreparedFeatures.Require(data, this);
        var classes = LearnedClasses.Of(Kind, data);
        var columns = new MLColumns(RequireTask(data, classes), data, Seed(context.Random));
        return FittedML.Of(this, Learned(data, columns, classes, context.CancellationToken), columns, classes, data);
    }

    /// <summary>The kind and the trainer.</summary>
    public override string ToString() => $"{nameof(MLEstimator)} {{ Kind = {Kind}, Trainer = {Trainer} }}";

    private ITransformer Learned(Dataset data, MLColumns columns, LearnedClasses classes, CancellationToken cancellationToken)
    {
        try
        {
            var pipeline = Trainer.Create(new MLContext(columns.Seed), columns)
                ?? throw new TrimtabException($"Create must return a pipeline. {Trainer.GetType().Name} returned null.");
            return pipeline.Fit(new DatasetView(data, columns, classes) { CancellationToken = cancellationToken });
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            throw new TrimtabException($"ML.NET must be able to learn from the rows. It can't by {Trainer}: {error.Message}", error);
        }
    }

    private MLTask RequireTask(Dataset data, LearnedClasses classes)
    {
        LearnableTargets.Require(data, Kind);
        if (Kind == EstimatorKind.Regressor && data.Outputs != 1)
        {
            throw new TrimtabException(Invariant($"ML.NET learns one target a row. Got {data.Outputs}."));
        }

        if (Kind == EstimatorKind.Classifier && classes.Count < 2)
        {
            throw new TrimtabException(Invariant($"A classifier needs at least two classes. Got {classes.Count}."));
        }

        SinglePrecision.Require(data, Kind);
        var task = Trainer.TaskFor(Kind, classes.Count)
            ?? throw new TrimtabException(Invariant($"{Trainer.GetType().Name} must be able to learn the classes. ")
                + Invariant($"It can't learn {classes.Count} classes: take a trainer that supports them."));
        return Trainer.RefusalOf(task, data.Weights is not null) is { } refusal ? throw new TrimtabException(refusal) : task;
    }

    private static int Seed(RandomAddress random) => (int)(random.Stream().NextUInt64() & int.MaxValue);
}

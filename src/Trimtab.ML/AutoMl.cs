using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// A tuned model of a table within a time limit: boosted trees, forests, linear models and a small net, with their settings and what
/// prepares the rows for each, in one cross-validated search.
/// </summary>
/// <remarks>
/// Missing numbers are filled in, texts encoded (the 99 most frequent of a column, and one for all others), and features scaled for models
/// that need it, all learned within each fold. Each model is tried with its default settings first. The score of the best is the best of
/// many and so too good: <see cref="NestedCrossValidate"/> over <see cref="Search"/> says what to expect of new rows. Immutable;
/// thread-safe. How many candidates fit into <see cref="TimeLimit"/> depends on the machine; with none, the same seed gives the same
/// result.
/// <code>
/// var search = AutoMl.Classification with { TimeLimit = TimeSpan.FromMinutes(1) };
/// Console.WriteLine(search.Fit(train));
/// </code>
/// </remarks>
public sealed record AutoMl
{
    private static readonly OneHotEncoder _texts = new() { HandleUnknown = HandleUnknown.InfrequentIfExist, MaxCategories = 100 };

    private AutoMl(EstimatorKind kind) => Kind = kind;

    /// <summary>A search for classes.</summary>
    public static AutoMl Classification { get; } = new(EstimatorKind.Classifier);

    /// <summary>A search for real values.</summary>
    public static AutoMl Regression { get; } = new(EstimatorKind.Regressor);

    /// <summary>Kind of target that is predicted.</summary>
    public EstimatorKind Kind { get; }

    /// <summary>
    /// No candidate begins after this time; those that run end with the fold that they train, once another has been scored, and the best
    /// learns from all rows. Above zero. Default one minute; null is no limit.
    /// </summary>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value
            : throw Setting.OutOfRange(nameof(TimeLimit), $"TimeLimit must be above zero; null is no limit. Got {value.Value:c}.");
    } = TimeSpan.FromMinutes(1);

    /// <summary>Candidates at most, 1 or more. Default 200.</summary>
    public int Trials { get; init => field = Setting.AtLeast(value, 1); } = 200;

    /// <summary>
    /// Trainers of ML.NET that are tried; those that can't learn the task are left out. Default: LightGBM, boosted trees, forests, logistic
    /// regression and SDCA.
    /// </summary>
    public IReadOnlyList<MLTrainer> Trainers { get; init => field = Setting.RequiredItems(value); } =
        [new LightGbm(), new FastTree(), new FastForest(), new LogisticRegression(), new Sdca()];

    /// <summary>Whether a small net is tried, too. Default: yes.</summary>
    public bool IncludesNet { get; init; } = true;

    /// <summary>Folds. Default 5: stratified for classes.</summary>
    public Splitter Cv { get; init => field = Setting.Required(value); } = 5;

    /// <summary>Score that is maximized. Default, null: accuracy for classes, R² for real values.</summary>
    public Scorer? Scoring { get; init; }

    /// <summary>Suggests candidates. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Sampler { get; init => field = Setting.Required(value); } = new AutoSampler();

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Candidates at the same time, 1 or more. Default: one per core.</summary>
    public int Workers { get; init => field = Setting.AtLeast(value, 1); } = Environment.ProcessorCount;

    /// <summary>Receives progress reports, at most about ten times a second and once at the end. Default: none.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }

    /// <summary>The search for such rows: its space, estimator and plan can be looked at before it runs.</summary>
    /// <param name="data">The rows; their columns and number of classes decide what is tried.</param>
    /// <exception cref="TrimtabException">
    /// No trainer can learn the task, and a net is not to be tried; or two models have the same name.
    /// </exception>
    public StudySearchCV Search(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var models = Models(data);
        var space = new Dictionary<string, Distribution>
        {
            ["model"] = new CategoricalDistribution([.. models.Select(model => (ParameterValue)model.Name)]),
        };
        var when = new Dictionary<string, ParameterCondition>();
        foreach (var model in models)
        {
            foreach (var (name, distribution) in model.Space)
            {
                space.Add(NestedName.Of(model.Name, name), distribution);
                when.Add(NestedName.Of(model.Name, name), new("model", model.Name));
            }
        }

        return new(
            EstimatorChoice.Of([.. models.Select(model => (model.Name, Prepared(model, data)))]), SearchSpace.Create(space), Trials)
        {
            When = when,
            First = [.. models.Where(model => model.Defaults.Count == model.Space.Count).Take(Trials).Select(Defaults)],
            Timeout = TimeLimit,
            Cv = Cv,
            Scoring = Scoring is null ? [] : [Scoring],
            Sampler = Sampler,
            Seed = Seed,
            Workers = Workers,
            Progress = Progress,
        };
    }

    /// <summary>Searches, and lets the best learn from all rows.</summary>
    /// <exception cref="TrimtabException">The rows can't be learned from.</exception>
    /// <exception cref="SearchFailedException">Every fit failed.</exception>
    /// <exception cref="SearchCancelledException">It was cancelled; the exception holds what was scored.</exception>
    public SearchResult Fit(Dataset data, CancellationToken cancellationToken = default) => Search(data).Fit(data, cancellationToken);

    /// <summary>The settings in one line.</summary>
    public override string ToString() =>
        $"{nameof(AutoMl)} of a {(Kind == EstimatorKind.Classifier ? "classifier" : "regressor")}: "
        + Invariant($"{string.Join(", ", Trainers.Select(trainer => NamedAttribute.NameOf(trainer.GetType())))}")
        + (IncludesNet ? ", net" : "") + Invariant($"; seed {Seed}");

    private AutoMlModel[] Models(Dataset data)
    {
        int classes = LearnedClasses.Of(Kind, data).Count;
        AutoMlModel[] models =
        [
            .. Trainers.Where(trainer => trainer.TaskFor(Kind, classes) is not null).Select(trainer => AutoMlModel.Of(trainer, Kind)),
            .. IncludesNet && data.Outputs == 1 ? [SmallNet.Model(Kind, Math.Max(classes, 2))] : Array.Empty<AutoMlModel>(),
        ];
        return models.GroupBy(model => model.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var twice }
            ? throw new TrimtabException($"Models of a search must have different names. Got '{twice}' twice: take one of them out of "
                + $"{nameof(Trainers)}, or set {nameof(IncludesNet)} to false.")
            : models.Length > 0 ? models
            : throw new TrimtabException("A trainer must be able to learn the task. "
                + (Kind == EstimatorKind.Regressor ? "Real values" : Invariant($"{classes} classes")) + " can be learned by none of "
                + $"{string.Join(", ", Trainers.Select(trainer => trainer.GetType().Name))}.");
    }

    private static Pipeline Prepared(AutoMlModel model, Dataset data)
    {
        Step[] scaling = model.NeedsScaledFeatures ? [new StandardScaler()] : [];
        Steps numbers = [new SimpleImputer(), .. scaling];
        return Pipeline.Of(
            data.Columns.Any(column => column.IsCategorical)
                ?
                [
                    ("columns", new ColumnTransformer
                    {
                        Branches =
                        [
                            new("numbers", ColumnSelector.Numbers, numbers),
                            new("texts", ColumnSelector.Texts, [_texts]),
                        ],
                    }),
                ]
                : numbers,
            model.Estimator);
    }

    private static ParameterSet Defaults(AutoMlModel model) => ParameterSet.Create(
        model.Defaults.Select(parameter => KeyValuePair.Create(NestedName.Of(model.Name, parameter.Key), parameter.Value))
            .Append(KeyValuePair.Create("model", (ParameterValue)model.Name)));
}

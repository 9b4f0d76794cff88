using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>One of several estimators: which of them is a parameter, <c>model</c>, beside the parameters of each.</summary>
/// <remarks>
/// The parameters of the estimator <c>forest</c> are <c>forest__trees</c> and so on; those of an estimator that is not chosen have no
/// effect, so a search should have them only where it is (<see cref="StudySearchCV.When"/>). A choice trains in epochs where the estimator
/// that is chosen does: candidates that differ in its epochs alone share a training. Immutable; thread-safe.
/// <code>
/// var models = EstimatorChoice.Of(("plain", model), ("scaled", Pipeline.Of([new StandardScaler()], model)));
/// var result = new GridSearchCV(models, new() { ["model"] = ["plain", "scaled"] }).Fit(train);
/// </code>
/// </remarks>
public abstract record EstimatorChoice : IEstimator
{
    private const string ModelName = "model";

    private readonly (string Name, IEstimator Estimator)[] _estimators;
    private readonly int _chosen;

    private EstimatorChoice((string Name, IEstimator Estimator)[] estimators, int chosen) =>
        (_estimators, _chosen) = (estimators, chosen);

    /// <summary>Name of the estimator that is chosen: the first, unless <see cref="With"/> has chosen another.</summary>
    public string Model => _estimators[_chosen].Name;

    /// <summary>The estimators by their names, in the order given.</summary>
    public IReadOnlyDictionary<string, IEstimator> Estimators =>
        new OrderedDictionary<string, IEstimator>(_estimators.Select(item => KeyValuePair.Create(item.Name, item.Estimator)));

    /// <summary><c>model</c>, and each estimator's parameters as <c>name__parameter</c>.</summary>
    public IReadOnlyCollection<string> ParameterNames =>
    [
        ModelName,
        .. _estimators.SelectMany(item => item.Estimator.ParameterNames.Select(parameter => NestedName.Of(item.Name, parameter))),
    ];

    /// <inheritdoc/>
    public EstimatorKind Kind => Chosen.Kind;

    /// <summary>Whether the estimator that is chosen does.</summary>
    public bool PreparesFeatures => Chosen.PreparesFeatures;

    /// <summary>Whether the estimator that is chosen does.</summary>
    public bool UsesWeights => Chosen.UsesWeights;

    IEnumerable<IEstimator> IEstimator.Alternatives => _estimators.SelectMany(item => item.Estimator.Alternatives);

    /// <summary>The estimator that is chosen.</summary>
    internal IEstimator Chosen => _estimators[_chosen].Estimator;

    /// <summary>A choice of estimators.</summary>
    /// <param name="estimators">
    /// One or more, of one kind, with different names that are not blank, have no <c>__</c> and do not end with <c>_</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name or an estimator breaks that.</exception>
    public static EstimatorChoice Of(params ReadOnlySpan<(string Name, IEstimator Estimator)> estimators)
    {
        var all = estimators.ToArray();
        foreach (var (name, estimator) in all)
        {
            _ = NestedName.Checked(name, "an estimator", nameof(estimators));
            ArgumentNullException.ThrowIfNull(estimator, nameof(estimators));
        }

        return all.Length == 0 ? throw new ArgumentException("There must be an estimator to choose. Got none.", nameof(estimators))
            : all.DistinctBy(item => item.Name).Count() < all.Length ? throw new ArgumentException(
                $"Estimators need different names. Got {string.Join(", ", all.Select(item => item.Name))}.", nameof(estimators))
            : all.DistinctBy(item => item.Estimator.Kind).Count() > 1 ? throw new ArgumentException(
                "Estimators of a choice must be of one kind. "
                    + $"Got {string.Join(", ", all.Select(item => $"{item.Name}: {item.Estimator.Kind}"))}.",
                nameof(estimators))
            : Of(all, chosen: 0);
    }

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var names = ParameterNames;
        if (parameters.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new UnknownNameException("parameter", unknown, names);
        }

        return Of(
            [.. _estimators.Select(item => (item.Name, Changed(item.Estimator, NestedName.Within(item.Name, parameters))))],
            parameters.TryGetValue(ModelName, out var model) ? IndexOf(model.As<string?>() ?? "null") : _chosen);
    }

    /// <summary>Checks the one that is chosen.</summary>
    public void CheckSettings() => Chosen.CheckSettings();

    /// <summary>Checks the one that is chosen.</summary>
    public void Check(Dataset data) => Chosen.Check(data);

    /// <summary>Those of the one that is chosen.</summary>
    public int LearnedRows(Dataset data) => Chosen.LearnedRows(data);

    /// <summary>Fits the one that is chosen.</summary>
    public IFitted Fit(Dataset data, FitContext context) => Chosen.Fit(data, context);

    /// <inheritdoc/>
    public virtual bool Equals(EstimatorChoice? other) =>
        other is not null && _chosen == other._chosen && _estimators.AsSpan().SequenceEqual(other._estimators);

    /// <inheritdoc/>
    public override int GetHashCode() => _estimators.Aggregate(_chosen, HashCode.Combine);

    /// <summary>The names, and which of them is chosen.</summary>
    public sealed override string ToString() =>
        $"{nameof(EstimatorChoice)} {{ {string.Join(" | ", _estimators.Select(item => item.Name))}; Model = {Model} }}";

    private static EstimatorChoice Of((string Name, IEstimator Estimator)[] estimators, int chosen) =>
        estimators[chosen].Estimator is IIterativeEstimator ? new IterativeChoice(estimators, chosen) : new PlainChoice(estimators, chosen);

    private static IEstimator Changed(IEstimator estimator, ParameterSet parameters) =>
        parameters.Count == 0 ? estimator : estimator.With(parameters)
            ?? throw new TrimtabException($"With must return an estimator. {estimator.TypeTitle} returned null.");

    private int IndexOf(string name)
    {
        int index = Array.FindIndex(_estimators, item => item.Name == name);
        return index >= 0 ? index : throw new UnknownNameException("model", name, _estimators.Select(item => item.Name));
    }

    private sealed record PlainChoice : EstimatorChoice
    {
        public PlainChoice((string Name, IEstimator Estimator)[] estimators, int chosen)
            : base(estimators, chosen)
        {
        }
    }

    private sealed record IterativeChoice : EstimatorChoice, IIterativeEstimator
    {
        public IterativeChoice((string Name, IEstimator Estimator)[] estimators, int chosen)
            : base(estimators, chosen)
        {
        }

        public int Epochs => Iterative.Epochs;

        public string EpochsName => NestedName.Of(Model, Iterative.EpochsName);

        public IReadOnlyList<Objective> EpochMetrics => Iterative.EpochMetrics;

        public TrajectoryIdentity Identity => Iterative.Identity; // nothing of a training depends on the others

        private IIterativeEstimator Iterative => (IIterativeEstimator)Chosen;

        public ITrajectory Begin(Dataset data, FitContext context) => Iterative.Begin(data, context);
    }
}

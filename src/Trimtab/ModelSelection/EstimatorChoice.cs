using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>One of several estimators: which of them is a parameter, <c>model</c>, beside the parameters of each.</summary>
/// <remarks>
/// The parameters of the estimator <c>forest</c> are <c>forest__trees</c> and so on; those of an estimator that is not chosen have no
/// effect, so a search should have them only where it is (<see cref="StudySearchCV.When"/>). Immutable; thread-safe.
/// <code>
/// var models = EstimatorChoice.Of(("plain", model), ("scaled", Pipeline.Of([new StandardScaler()], model)));
/// var result = new GridSearchCV(models, new() { ["model"] = ["plain", "scaled"] }).Fit(train);
/// </code>
/// </remarks>
public sealed record EstimatorChoice : IEstimator
{
    private const string Separator = "__";
    private const string ModelName = "model";

    private readonly (string Name, IEstimator Estimator)[] _estimators;

    private EstimatorChoice((string Name, IEstimator Estimator)[] estimators) => _estimators = estimators;

    /// <summary>Name of the estimator that is chosen. Default: the first.</summary>
    public string Model
    {
        get => _estimators[Chosen].Name;
        init => Chosen = IndexOf(Setting.Required(value));
    }

    /// <summary>The estimators by their names, in the order given.</summary>
    public IReadOnlyDictionary<string, IEstimator> Estimators =>
        new OrderedDictionary<string, IEstimator>(_estimators.Select(item => KeyValuePair.Create(item.Name, item.Estimator)));

    /// <summary><c>model</c>, and each estimator's parameters as <c>name__parameter</c>.</summary>
    public IReadOnlyCollection<string> ParameterNames =>
    [
        ModelName,
        .. _estimators.SelectMany(item => item.Estimator.ParameterNames.Select(parameter => item.Name + Separator + parameter)),
    ];

    /// <inheritdoc/>
    public EstimatorKind Kind => Estimator.Kind;

    /// <summary>Whether all of them do.</summary>
    public bool PreparesFeatures => _estimators.All(item => item.Estimator.PreparesFeatures);

    /// <summary>Whether all of them do.</summary>
    public bool UsesWeights => _estimators.All(item => item.Estimator.UsesWeights);

    private int Chosen { get; init; }

    private IEstimator Estimator => _estimators[Chosen].Estimator;

    /// <summary>A choice of estimators.</summary>
    /// <param name="estimators">
    /// One or more, of one kind, with different names that are not blank and have no <c>__</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name or an estimator breaks that.</exception>
    public static EstimatorChoice Of(params ReadOnlySpan<(string Name, IEstimator Estimator)> estimators)
    {
        var all = estimators.ToArray();
        foreach (var (name, estimator) in all)
        {
            _ = Setting.Required(name, nameof(estimators));
            ArgumentNullException.ThrowIfNull(estimator, nameof(estimators));
            if (name.Contains(Separator, StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"The name of an estimator must not have '{Separator}', which stands before its parameters' names. Got '{name}'.",
                    nameof(estimators));
            }
        }

        return all.Length == 0 ? throw new ArgumentException("There must be an estimator to choose. Got none.", nameof(estimators))
            : all.DistinctBy(item => item.Name).Count() < all.Length ? throw new ArgumentException(
                $"Estimators need different names. Got {string.Join(", ", all.Select(item => item.Name))}.", nameof(estimators))
            : all.DistinctBy(item => item.Estimator.Kind).Count() > 1 ? throw new ArgumentException(
                "Estimators of a choice must be of one kind. "
                    + $"Got {string.Join(", ", all.Select(item => $"{item.Name}: {item.Estimator.Kind}"))}.",
                nameof(estimators))
            : new(all);
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

        return new EstimatorChoice([.. _estimators.Select(item => (item.Name, With(item.Name, item.Estimator, parameters)))])
        {
            Chosen = parameters.TryGetValue(ModelName, out var model) ? IndexOf(model.As<string?>() ?? "null") : Chosen,
        };
    }

    /// <summary>Checks the one that is chosen.</summary>
    public void Check(Dataset data) => Estimator.Check(data);

    /// <summary>Fits the one that is chosen.</summary>
    public IFitted Fit(Dataset data, FitContext context) => Estimator.Fit(data, context);

    /// <inheritdoc/>
    public bool Equals(EstimatorChoice? other) =>
        other is not null && Chosen == other.Chosen && _estimators.AsSpan().SequenceEqual(other._estimators);

    /// <inheritdoc/>
    public override int GetHashCode() => _estimators.Aggregate(Chosen, HashCode.Combine);

    /// <summary>The names, and which of them is chosen.</summary>
    public override string ToString() =>
        $"{nameof(EstimatorChoice)} {{ {string.Join(" | ", _estimators.Select(item => item.Name))}; Model = {Model} }}";

    private static IEstimator With(string name, IEstimator estimator, ParameterSet parameters)
    {
        string prefix = name + Separator;
        var own = ParameterSet.Create(parameters
            .Where(parameter => parameter.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(parameter => KeyValuePair.Create(parameter.Key[prefix.Length..], parameter.Value)));
        return own.Count == 0 ? estimator : estimator.With(own);
    }

    private int IndexOf(string name)
    {
        int index = Array.FindIndex(_estimators, item => item.Name == name);
        return index >= 0 ? index : throw new UnknownNameException("model", name, _estimators.Select(item => item.Name));
    }
}

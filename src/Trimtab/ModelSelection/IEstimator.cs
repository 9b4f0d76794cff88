using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Settings of something that can be fitted. Fitting makes another object, so "not fitted yet" cannot happen.</summary>
/// <remarks>
/// Implementations are immutable and thread-safe: one estimator is fitted on many folds at once. What a fit computes depends on
/// the settings, the rows and the seed, and on nothing else.
/// </remarks>
public interface IEstimator
{
    /// <summary>The parameters <see cref="With"/> takes.</summary>
    IReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>Kind of target that is learned: it decides how rows are split by default and which score is the default one.</summary>
    EstimatorKind Kind { get; }

    /// <summary>
    /// Whether it deals itself with missing features (NaN) and with those that stand for texts (<see cref="FeatureColumn.Categories"/>);
    /// a search refuses them otherwise. Default: no.
    /// </summary>
    bool PreparesFeatures => false;

    /// <summary>Whether it learns from <see cref="Dataset.Weights"/>; a search refuses rows with weights otherwise. Default: no.</summary>
    bool UsesWeights => false;

    /// <summary>
    /// How many of some rows <see cref="Fit"/> learns from: the first ones; the others only watch the training, as validation rows do. The
    /// steps of a <see cref="Pipeline"/> learn from these alone, and prepare all. Default: all.
    /// </summary>
    /// <param name="data">The rows; their number is 0 or more.</param>
    /// <exception cref="TrimtabException">No row would be left to learn from, or none to watch.</exception>
    int LearnedRows(Dataset data) => Setting.Required(data).Count;

    /// <summary>The estimators that <see cref="With"/> may make of it, as far as they take other rows. Default: itself alone.</summary>
    internal IEnumerable<IEstimator> Alternatives => [this];

    /// <summary>This estimator with some parameters set; the others stay as they are.</summary>
    /// <exception cref="UnknownNameException">A name is not one of <see cref="ParameterNames"/>.</exception>
    /// <exception cref="TrimtabException">A value does not fit its parameter.</exception>
    IEstimator With(ParameterSet parameters);

    /// <summary>
    /// Finds out, without rows, which settings <see cref="Fit"/> would refuse whatever it learns from: a callback that watches a metric
    /// that is never reported. Asked instead of <see cref="Check"/> where the rows are not known yet, as behind steps that make columns.
    /// Default: nothing.
    /// </summary>
    /// <exception cref="Exception">Whatever <see cref="Fit"/> would throw.</exception>
    void CheckSettings()
    {
    }

    /// <summary>
    /// Finds out, without training, what <see cref="Fit"/> on <paramref name="data"/> would refuse: settings that contradict one another,
    /// rows of another shape, labels out of range.
    /// </summary>
    /// <remarks>
    /// A search asks every distinct configuration before it trains the first, so this should take milliseconds. An estimator without such
    /// checks does nothing; one that wraps another asks it.
    /// </remarks>
    /// <exception cref="Exception">Whatever <see cref="Fit"/> would throw.</exception>
    void Check(Dataset data);

    /// <summary>Learns from every row of <paramref name="data"/>.</summary>
    /// <exception cref="TrimtabException">
    /// The data or the settings cannot be learned from; in a search this fails the candidate and no other.
    /// </exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    IFitted Fit(Dataset data, FitContext context);
}

/// <summary>Kind of target an estimator predicts.</summary>
public enum EstimatorKind
{
    /// <summary>Class numbers; splits are stratified, the default score is accuracy.</summary>
    Classifier,

    /// <summary>Real values; the default score is R².</summary>
    Regressor,
}

using System.Text;
using Microsoft.ML;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>Settings of an ML.NET trainer, or of a pipeline that ends with one. Immutable; thread-safe.</summary>
/// <remarks>
/// Its properties are parameters of a search by their names in snake case: <c>learning_rate</c> for <c>LearningRate</c>. One of your own is
/// a record with <c>[Named("…")]</c>, in one file. Names convert: <c>MLTrainer t = "light_gbm";</c>.
/// </remarks>
public abstract record MLTrainer
{
    private static readonly Lazy<Catalog<MLTrainer>> _all = new(() => Catalog<MLTrainer>.WithUsersOwn(typeof(MLTrainer).Assembly));

    /// <summary>Every trainer that can be given by name.</summary>
    public static Catalog<MLTrainer> Catalog => _all.Value;

    /// <summary>The names of its settings, which are parameters of a search.</summary>
    public virtual IReadOnlyCollection<string> ParameterNames => SettingProperties.Of(GetType()).Names;

    /// <summary>A sensible range for each setting that is worth a search. Default: none.</summary>
    public virtual SearchSpace Space => SearchSpace.Empty;

    /// <summary>
    /// Whether it learns from texts and missing features itself, in their columns of their own; a search refuses such rows otherwise.
    /// Default: no.
    /// </summary>
    public virtual bool PreparesFeatures => false;

    /// <summary>
    /// Whether it passes <see cref="MLColumns.Weight"/> on to its trainer; a search refuses rows with weights otherwise. Default: no.
    /// </summary>
    public virtual bool UsesWeights => false;

    /// <summary>Whether its trees, lines or distances depend on how features are scaled: then rows should be. Default: no.</summary>
    public virtual bool NeedsScaledFeatures => false;

    /// <summary>The trainer called <paramref name="name"/>, with its default settings.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator MLTrainer(string name) => Catalog.Create(name);

    /// <summary>Whether it can learn a task. Default: yes.</summary>
    public virtual bool Supports(MLTask task) => true;

    /// <summary>Why it can't learn a task it supports, with the rows' weights or without; null where it can. Default: it can.</summary>
    internal virtual string? RefusalOf(MLTask task, bool hasWeights) => null;

    /// <summary>The task by which it learns so many classes, or real values; null where it can't.</summary>
    internal MLTask? TaskFor(EstimatorKind kind, int classes) =>
        kind == EstimatorKind.Regressor ? Supports(MLTask.Regression) ? MLTask.Regression : null
        : classes <= 2 && Supports(MLTask.BinaryClassification) ? MLTask.BinaryClassification
        : Supports(MLTask.MulticlassClassification) ? MLTask.MulticlassClassification
        : null;

    /// <summary>This trainer with some settings changed; the others stay as they are.</summary>
    /// <exception cref="UnknownNameException">A name is not one of <see cref="ParameterNames"/>.</exception>
    /// <exception cref="TrimtabException">A value does not fit its setting.</exception>
    public virtual MLTrainer With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == 0 ? this : SettingProperties.Of(GetType()).With(this, parameters);
    }

    /// <summary>
    /// Creates the pipeline that learns, whose last step makes <c>Score</c> and, of classes, <c>PredictedLabel</c>. For the same result on
    /// every run it must use one thread.
    /// </summary>
    /// <param name="ml">The context, with the seed of the fit.</param>
    /// <param name="columns">Names of the columns, and the task.</param>
    public abstract Microsoft.ML.IEstimator<ITransformer> Create(MLContext ml, MLColumns columns);

    /// <summary>Writes nothing: what all trainers have follows from the type.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>The settings as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

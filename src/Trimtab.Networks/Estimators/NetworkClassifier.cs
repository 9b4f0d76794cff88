using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Creates classifiers from functions that build nets.</summary>
public static class NetworkClassifier
{
    /// <summary>
    /// A classifier whose net is built by <paramref name="build"/>; only <c>epochs</c> and <c>batch_size</c> can be searched.
    /// </summary>
    public static NetworkClassifier<NoParameters> Of(Func<NeuralNetwork> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(_ => build());
    }

    /// <summary>A classifier whose net is built by <paramref name="build"/> from typed hyperparameters.</summary>
    public static NetworkClassifier<THyperparameters> Of<THyperparameters>(Func<THyperparameters, NeuralNetwork> build)
        where THyperparameters : class, new() => new(build);

    /// <summary>
    /// A classifier whose net is built by <paramref name="build"/> for rows of a shape, as encoded columns have, whose number is known on
    /// each fold only: <c>shape => new Sequential(shape) { … }</c>.
    /// </summary>
    public static NetworkClassifier<NoParameters> Of(Func<Shape, NeuralNetwork> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new((_, shape) => build(shape));
    }

    /// <summary>A classifier whose net is built by <paramref name="build"/> from typed hyperparameters, for rows of a shape.</summary>
    public static NetworkClassifier<THyperparameters> Of<THyperparameters>(Func<THyperparameters, Shape, NeuralNetwork> build)
        where THyperparameters : class, new() => new(build);
}

/// <summary>A net as a classifier.</summary>
/// <typeparam name="THyperparameters">Parameter of the builder; see <see cref="NetworkEstimator{THyperparameters}"/>.</typeparam>
/// <remarks>
/// Labels are integers from 0 to k − 1 for a net of k outputs (0 and 1 for a single sigmoid output), k other whole numbers, as 2 and 7, or
/// one-hot rows; they are converted to the targets that the loss requires, and predictions are labels again. Texts and members of an enum
/// are numbered by <see cref="Dataset.OfClasses"/>, or as a column of a table; <see cref="Prediction.LabelsAs"/> has them back.
/// <code>
/// var classifier = NetworkClassifier.Of(() =>
/// {
///     var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(10) { Activation = "softmax" } };
///     model.Compile("adam", "categorical_crossentropy", "accuracy");
///     return model;
/// }) with { Epochs = 10, BatchSize = 64 };
/// </code>
/// </remarks>
public sealed record NetworkClassifier<THyperparameters> : NetworkEstimator<THyperparameters>
    where THyperparameters : class, new()
{
    /// <summary>Creates a classifier whose net is built by <paramref name="build"/>.</summary>
    /// <param name="build">Returns a new compiled net at every call; called on several threads concurrently.</param>
    public NetworkClassifier(Func<THyperparameters, NeuralNetwork> build)
        : base(build)
    {
    }

    /// <summary>Creates a classifier whose net is built by <paramref name="build"/> for the shape of the rows it learns from.</summary>
    /// <param name="build">
    /// Returns a new compiled net for rows of the shape at every call; called on several threads concurrently. It must depend on its
    /// arguments alone. Called with a shape of one dimension, too, where the rows are not known yet.
    /// </param>
    public NetworkClassifier(Func<THyperparameters, Shape, NeuralNetwork> build)
        : base(build)
    {
    }

    /// <summary>
    /// Weight of the rows of each class in the loss: by label, by class number where classes have no labels, or <c>"balanced"</c>, which is
    /// of the rows of each fit. Default: none, all count alike.
    /// </summary>
    public ClassWeights? ClassWeights
    {
        get => Settings.Training.ClassWeights;
        init => Settings = Settings with { Training = Settings.Training with { ClassWeights = value } };
    }

    /// <inheritdoc/>
    public override EstimatorKind Kind => EstimatorKind.Classifier;

    /// <inheritdoc/>
    private protected override Dataset Numbered(NeuralNetwork model, Dataset data, IReadOnlyList<double>? known) =>
        ClassTargets.Numbered(model, data, known);

    /// <inheritdoc/>
    private protected override Dataset NumberedLike(NeuralNetwork model, Dataset data, Dataset given, Dataset numbered) =>
        ClassTargets.NumberedLike(model, data, given, numbered);

    /// <inheritdoc/>
    private protected override int TargetColumns(NeuralNetwork model, Dataset numbered) => ClassTargets.Columns(model, numbered);

    /// <inheritdoc/>
    private protected override Dataset WithTargets(NeuralNetwork model, Dataset numbered) => ClassTargets.For(model, numbered);

    /// <inheritdoc/>
    private protected override IFitted Fitted(NeuralNetwork model, Dataset data, Dataset numbered) => ReferenceEquals(data, numbered)
        ? new FittedNetworkClassifier(model, data.Classes) { Columns = data.Columns }
        : new FittedNetworkClassifier(model, numbered.Classes, [.. numbered.Classes!.Select(label => (double)(int)label)])
        {
            Columns = data.Columns,
        };
}

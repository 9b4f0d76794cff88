using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Creates regressors from functions that build nets.</summary>
public static class NetworkRegressor
{
    /// <summary>
    /// A regressor whose net is built by <paramref name="build"/>; only <c>epochs</c> and <c>batch_size</c> can be searched.
    /// </summary>
    public static NetworkRegressor<NoParameters> Of(Func<NeuralNetwork> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(_ => build());
    }

    /// <summary>A regressor whose net is built by <paramref name="build"/> from typed hyperparameters.</summary>
    public static NetworkRegressor<THyperparameters> Of<THyperparameters>(Func<THyperparameters, NeuralNetwork> build)
        where THyperparameters : class, new() => new(build);

    /// <summary>
    /// A regressor whose net is built by <paramref name="build"/> for rows of a shape, as encoded columns have, whose number is known on
    /// each fold only: <c>shape => new Sequential(shape) { … }</c>.
    /// </summary>
    public static NetworkRegressor<NoParameters> Of(Func<Shape, NeuralNetwork> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new((_, shape) => build(shape));
    }

    /// <summary>A regressor whose net is built by <paramref name="build"/> from typed hyperparameters, for rows of a shape.</summary>
    public static NetworkRegressor<THyperparameters> Of<THyperparameters>(Func<THyperparameters, Shape, NeuralNetwork> build)
        where THyperparameters : class, new() => new(build);
}

/// <summary>A net as a regressor, with one or more real targets per row.</summary>
/// <typeparam name="THyperparameters">Parameter of the builder; see <see cref="NetworkEstimator{THyperparameters}"/>.</typeparam>
/// <remarks>
/// <code>
/// var regressor = NetworkRegressor.Of(() =>
/// {
///     var model = new Sequential([8]) { new Dense(16) { Activation = "relu" }, new Dense(1) };
///     model.Compile("rmsprop", "mse");
///     return model;
/// }) with { Epochs = 50 };
/// </code>
/// </remarks>
public sealed record NetworkRegressor<THyperparameters> : NetworkEstimator<THyperparameters>
    where THyperparameters : class, new()
{
    /// <summary>Creates a regressor whose net is built by <paramref name="build"/>.</summary>
    /// <param name="build">Returns a new compiled net at every call; called on several threads concurrently.</param>
    public NetworkRegressor(Func<THyperparameters, NeuralNetwork> build)
        : base(build)
    {
    }

    /// <summary>Creates a regressor whose net is built by <paramref name="build"/> for the shape of the rows it learns from.</summary>
    /// <param name="build">
    /// Returns a new compiled net for rows of the shape at every call; called on several threads concurrently. It must depend on its
    /// arguments alone. Called with a shape of one dimension, too, where the rows are not known yet.
    /// </param>
    public NetworkRegressor(Func<THyperparameters, Shape, NeuralNetwork> build)
        : base(build)
    {
    }

    /// <inheritdoc/>
    public override EstimatorKind Kind => EstimatorKind.Regressor;

    /// <inheritdoc/>
    private protected override Dataset Numbered(NeuralNetwork model, Dataset data, IReadOnlyList<double>? known) => data;

    /// <inheritdoc/>
    private protected override Dataset NumberedLike(NeuralNetwork model, Dataset data, Dataset given, Dataset numbered) => data;

    /// <inheritdoc/>
    private protected override int TargetColumns(NeuralNetwork model, Dataset numbered) => numbered.Outputs;

    /// <inheritdoc/>
    private protected override Dataset WithTargets(NeuralNetwork model, Dataset numbered) => numbered;

    /// <inheritdoc/>
    private protected override IFitted Fitted(NeuralNetwork model, Dataset data, Dataset numbered) =>
        new FittedNetworkRegressor(model) { Columns = data.Columns };
}

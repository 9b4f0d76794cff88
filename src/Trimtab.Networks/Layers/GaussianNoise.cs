using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Gaussian noise: in training, adds normal draws of mean 0 to its input. Otherwise the identity.</summary>
/// <remarks>
/// Input shape: any. Output shape: the same.
/// The draws depend on (seed, layer name, epoch, step, position in the batch, unit) and on nothing else.
/// <code>
/// var model = new Sequential([8]) { new GaussianNoise(0.1), new Dense(16) { Activation = "relu" }, new Dense(1) };
/// </code>
/// </remarks>
[Named("gaussian_noise")]
public sealed record GaussianNoise : Layer
{
    /// <summary>Creates a layer that adds noise.</summary>
    /// <param name="stdDev">Standard deviation of the noise, in units of the input; 0 or more, finite.</param>
    public GaussianNoise(double stdDev) => StdDev = Setting.Finite(Setting.AtLeast(stdDev, 0.0, nameof(StdDev)), nameof(StdDev));

    /// <summary>Standard deviation of the noise, in units of the input; 0 or more.</summary>
    public double StdDev { get; }

    /// <inheritdoc/>
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new GaussianNoiseOperator(StdDev);
}

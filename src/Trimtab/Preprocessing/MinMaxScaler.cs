using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Scales each feature so that its training rows fill a range. Missing values are left out and stay missing.</summary>
/// <remarks>
/// As scikit-learn's: other rows may lie outside of the range unless <see cref="Clip"/>; a constant feature becomes <see cref="Low"/>.
/// <code>
/// var scaled = new MinMaxScaler { Low = -1 }.Fit(train).Transform(test);
/// </code>
/// </remarks>
[Named("min_max_scaler")]
public sealed record MinMaxScaler : Transformer
{
    /// <summary>The least value of the training rows, below <see cref="High"/>. Default 0.</summary>
    public double Low { get; init => field = Setting.Finite(value); }

    /// <summary>The greatest value of the training rows. Default 1.</summary>
    public double High { get; init => field = Setting.Finite(value); } = 1;

    /// <summary>Whether values of other rows are kept within the range. Default: no.</summary>
    public bool Clip { get; init; }

    /// <inheritdoc/>
    public override bool KeepsColumns => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException"><see cref="Low"/> is not below <see cref="High"/>.</exception>
    public override void CheckSettings()
    {
        if (Low >= High || !double.IsFinite(High - Low))
        {
            throw new TrimtabException(Invariant($"Low must be below High ({High}), at a distance that is a number. Got {Low}."));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">A column has texts.</exception>
    public override void Check(Dataset data) => data.RequireQuantities(nameof(MinMaxScaler));

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data)
    {
        Check(data);
        double[] least = new double[data.FeatureLength], scale = new double[data.FeatureLength];
        for (int i = 0; i < least.Length; i++)
        {
            double[] values = data.Present(i);
            least[i] = values.DefaultIfEmpty(double.NaN).Min();
            scale[i] = Spread.OrOne(values.DefaultIfEmpty(double.NaN).Max() - least[i]) / (High - Low);
        }

        return Clip ? new FittedScaler(data, least, scale, Low, Low, High) : new FittedScaler(data, least, scale, Low);
    }
}

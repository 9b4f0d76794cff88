namespace Trimtab.Numerics;

/// <summary>
/// Learning rates of CMA-ES for mean and covariance, adapted to the signal-to-noise ratio of their updates. Not thread-safe.
/// </summary>
/// <remarks>
/// Nomura, Akimoto, Ono, "CMA-ES with Learning Rate Adaptation" (GECCO 2023, arXiv:2304.03473): α = 1.4, β = 0.1 and 0.03, γ = 0.1.
/// </remarks>
internal sealed class LearningRates(int dimensions)
{
    private const double TargetRatio = 1.4, Damping = 0.1; // α and γ of the paper

    private readonly MovingAverages _mean = new(dimensions, 0.1), _covariance = new(dimensions * dimensions, 0.03);

    /// <summary>η_m: learning rate of the mean, in (0, 1].</summary>
    public double OfMean => _mean.Rate;

    /// <summary>η_Σ: learning rate of the covariance, in (0, 1].</summary>
    public double OfCovariance => _covariance.Rate;

    /// <summary>Adapts both rates to the updates of one generation, in coordinates where the old distribution is standard normal.</summary>
    public void Update(double[] mean, double[] covariance)
    {
        _mean.Update(mean);
        _covariance.Update(covariance);
    }

    private sealed class MovingAverages(int length, double β)
    {
        private readonly double[] _average = new double[length]; // E of the paper
        private double _square; // V of the paper

        public double Rate { get; private set; } = 1;

        public void Update(double[] step)
        {
            for (int i = 0; i < step.Length; i++)
            {
                _average[i] = ((1 - β) * _average[i]) + (β * step[i]); // E ← (1 − β) E + β Δ
            }

            _square = ((1 - β) * _square) + (β * step.Sum(x => x * x)); // V ← (1 − β) V + β ‖Δ‖²
            double signal = _average.Sum(x => x * x);

            // SNR = (‖E‖² − β / (2 − β) · V) / (V − ‖E‖²)
            double ratio = _square > signal ? (signal - (β / (2 - β) * _square)) / (_square - signal) : double.PositiveInfinity;

            // η ← min(1, η · exp(min(γη, β) · clamp(SNR / (αη) − 1, −1, 1)))
            Rate = Math.Min(1, Rate * PortableMath.Exp(Math.Min(Damping * Rate, β) * Math.Clamp((ratio / TargetRatio / Rate) - 1, -1, 1)));
        }
    }
}

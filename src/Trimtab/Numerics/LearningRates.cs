namespace Trimtab.Numerics;

/// <summary>How far CMA-ES goes along its steps, from how much they agree with those before: signal over noise. Not thread-safe.</summary>
/// <remarks>Nomura, Akimoto, Ono, GECCO 2023 (arXiv 2304.03473): α = 1.4, β = 0.1 and 0.03, γ = 0.1.</remarks>
internal sealed class LearningRates(int dimensions)
{
    private const double Wanted = 1.4, Pace = 0.1; // α and γ of the paper

    private readonly Trail _mean = new(dimensions, 0.1), _covariance = new(dimensions * dimensions, 0.03);

    /// <summary>η of the mean, in (0, 1].</summary>
    public double OfMean => _mean.Rate;

    /// <summary>η of the covariance, in (0, 1].</summary>
    public double OfCovariance => _covariance.Rate;

    /// <summary>Takes in a step of each, in the coordinates of the distribution before it.</summary>
    public void Learn(double[] mean, double[] covariance)
    {
        _mean.Learn(mean);
        _covariance.Learn(covariance);
    }

    private sealed class Trail(int length, double β)
    {
        private readonly double[] _average = new double[length];
        private double _square;

        public double Rate { get; private set; } = 1;

        public void Learn(double[] step)
        {
            for (int i = 0; i < step.Length; i++)
            {
                _average[i] = ((1 - β) * _average[i]) + (β * step[i]);
            }

            _square = ((1 - β) * _square) + (β * step.Sum(x => x * x));
            double signal = _average.Sum(x => x * x);
            double ratio = _square > signal ? (signal - (β / (2 - β) * _square)) / (_square - signal) : double.PositiveInfinity;
            Rate = Math.Min(1, Rate * PortableMath.Exp(Math.Min(Pace * Rate, β) * Math.Clamp((ratio / Wanted / Rate) - 1, -1, 1)));
        }
    }
}

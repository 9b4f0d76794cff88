using Trimtab.Numerics;

namespace Trimtab.ModelSelection.Planning;

/// <summary>
/// Seconds a row takes in each kind of training, as one search observes it; forecasts stand for kinds that have not run. Belongs to one
/// thread at a time.
/// </summary>
/// <remarks>
/// What was observed lately counts more: evidence halves with each sixteenth of the search's work, so that a machine whose speed changes is
/// followed.
/// A kind that has run costs what it took. Of one that has not, there are two estimates: its forecast, times how much longer than forecast
/// trainings take now; and what a row of any kind takes now. Each is as likely as it makes the cost of the kinds that have run, when they
/// began (Bayes' rule).
/// </remarks>
/// <param name="foreseen">Seconds a row by kind, scoring included; a kind that is missing or 0 is unknown.</param>
/// <param name="rows">Rows of all the work, every epoch counted.</param>
internal sealed class ObservedCosts(IReadOnlyDictionary<string, double> foreseen, double rows)
{
    private const double HalfLife = 1 / 16.0; // of the work
    private const double Prior = 0.005; // of the work: the evidence of a forecast before anything has run

    private const double Variance = 0.05; // of a forecast's logarithm
    private const double MeanOdds = 0.5; // of the mean against the forecast, before there is evidence

    private readonly double _mean = foreseen.Values.Where(cost => cost > 0).DefaultIfEmpty(0).Average();
    private readonly double _work = Math.Max(1, rows);
    private readonly Dictionary<string, Weighted> _observed = []; // weights grow instead of decaying, which is the same in ratios
    private Weighted _all;
    private double _rowsDone;
    private double _excess; // squared errors of the forecast of kinds when they began, less those of the mean

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => _mean > 0 || _all is { Rows: > 0, Seconds: > 0 };

    private double Slowness => (_all.Seconds + (Prior * _work * _mean)) / (_all.Forecast + (Prior * _work * _mean));

    private double Mean => (_all.Seconds + (_mean > 0 ? Prior * _work * _mean : 0)) / (_all.Rows + (_mean > 0 ? Prior * _work : 0));

    /// <summary>A part of a training took so long on its worker.</summary>
    /// <param name="kind">The kind of training.</param>
    /// <param name="seconds">Time, scoring included.</param>
    /// <param name="count">Rows trained on; 0 where only scores were made.</param>
    public void Observe(string kind, double seconds, double count)
    {
        var before = _observed.GetValueOrDefault(kind);
        if (before.Rows == 0 && count > 0 && seconds > 0 && _all is { Rows: > 0, Seconds: > 0 } && _mean > 0)
        {
            _excess += Error(seconds / count / (Slowness * Foreseen(kind))) - Error(seconds / count / Mean);
        }

        _rowsDone += count;
        double weight = PortableMath.Pow(2, Math.Min(_rowsDone / (HalfLife * _work), 500));
        var part = new Weighted(weight * seconds, weight * count, weight * count * Foreseen(kind));
        (_observed[kind], _all) = (before + part, _all + part);
    }

    /// <summary>What a row of <paramref name="kind"/> costs by now. Something must be known.</summary>
    public double Of(string kind)
    {
        if (_observed.GetValueOrDefault(kind) is { Rows: > 0, Seconds: > 0 } own)
        {
            return own.Seconds / own.Rows;
        }

        double trust = _mean > 0 ? 1 / (1 + (MeanOdds * PortableMath.Exp(_excess / (2 * Variance)))) : 0;
        return (trust > 0 ? trust * Slowness * Foreseen(kind) : 0) + ((1 - trust) * Mean);
    }

    private double Foreseen(string kind) => foreseen.GetValueOrDefault(kind) is var cost and > 0 ? cost : _mean;

    /// <summary>
    /// The square of a logarithm, bounded: what is off by more than a factor of two is off by a change of speed, or as good as useless.
    /// </summary>
    private static double Error(double ratio) =>
        Math.Min(PortableMath.Log(ratio) * PortableMath.Log(ratio), PortableMath.Log(2) * PortableMath.Log(2));

    /// <summary>Sums of what was observed, weighted by how late that was; and what the forecast was of the same rows.</summary>
    private readonly record struct Weighted(double Seconds, double Rows, double Forecast)
    {
        public static Weighted operator +(Weighted left, Weighted right) =>
            new(left.Seconds + right.Seconds, left.Rows + right.Rows, left.Forecast + right.Forecast);
    }
}

using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>
/// Maps one parameter to real numbers and back: logarithms on a log scale, cells of equal width for steps, indices for choices. Immutable;
/// thread-safe.
/// </summary>
public sealed class TransformedParameter
{
    private const long ExactInDouble = 1L << 53;

    private readonly Distribution _distribution;
    private readonly bool _isLog;
    private readonly double _first, _step, _lastIndex;
    private readonly long _origin; // of whole numbers beyond 2⁵³: the distance from the lowest tells them apart
    // of a range so large or small that squares of it would overflow or vanish: places are scaled by 2 to this
    private readonly int _exponent;

    internal TransformedParameter(string name, Distribution distribution)
    {
        (Name, _distribution) = (name, distribution);
        switch (distribution)
        {
            case CategoricalDistribution categorical:
                Choices = categorical.Values.Count;
                return;
            case FloatDistribution real:
                _exponent = real.Log || (real.High - real.Low) is 0 or (> 1e-150 and < 1e150) ? 0 : -Math.ILogB(real.High - real.Low);
                (_isLog, _first, _step, _lastIndex) = (
                    real.Log, Math.ScaleB(real.Low, _exponent), Math.ScaleB(real.Step ?? 0, _exponent), real.Grid?.Last ?? 0);
                (Low, High) = _step > 0
                    ? (_first - (_step / 2), _first + ((_lastIndex + 0.5) * _step))
                    : (Scale(real.Low), Scale(real.High));
                break;
            case IntDistribution whole:
                _origin = !whole.Log && (whole.Low < -ExactInDouble || whole.High > ExactInDouble) ? whole.Low : 0;
                (_isLog, _first, _step, _lastIndex) = (whole.Log, whole.Low - _origin, whole.Step, whole.LastIndex);
                (Low, High) = _isLog
                    ? (PortableMath.Log(_first - 0.5), PortableMath.Log(_first + _lastIndex + 0.5))
                    : (_first - (_step / 2), _first + ((_lastIndex + 0.5) * _step));
                break;
        }

        High = Low < High ? High : Math.BitIncrement(Low); // logarithms of neighbours may be the same; an axis always has a length
    }

    /// <summary>Name of the parameter.</summary>
    public string Name { get; }

    /// <summary>The lower end; half a step below the lowest value where there are steps; 0 for a categorical parameter.</summary>
    public double Low { get; }

    /// <summary>The upper end; half a step above the highest value where there are steps; 0 for a categorical parameter.</summary>
    public double High { get; }

    /// <summary>The number of choices of a categorical parameter; 0 for a numerical one.</summary>
    public int Choices { get; }

    /// <summary>Whether the parameter is categorical.</summary>
    public bool IsCategorical => Choices > 0;

    /// <summary>Whether values are cells on the line.</summary>
    public bool IsStepped => _step > 0;

    /// <summary>The distribution of its values.</summary>
    internal Distribution Distribution => _distribution;

    /// <summary>Whether coordinates are logarithms.</summary>
    internal bool IsLog => _isLog;

    /// <summary>How many different values there are; infinite for a continuous parameter.</summary>
    public double Size => IsCategorical ? Choices : IsStepped ? _lastIndex + 1 : double.PositiveInfinity;

    /// <summary>The coordinate of a value; NaN if it is outside the distribution.</summary>
    public double Of(ParameterValue value) => IsCategorical
        ? _distribution.IndexOf(value) ?? double.NaN
        : value.IsNumber ? PlaceOf(NumberOf(value)) : double.NaN;

    private double PlaceOf(double number) =>
        (!_isLog || number > 0) && Scale(number) is var at && at >= Low && at <= High ? at : double.NaN;

    /// <summary>The value at, or nearest to, a place.</summary>
    public ParameterValue At(double place) => _distribution switch
    {
        CategoricalDistribution categorical => categorical.Values[(int)place],
        FloatDistribution { Grid: null } real => Math.Clamp(
            _isLog ? PortableMath.Exp(place) : Math.ScaleB(place, -_exponent), real.Low, real.High),
        IntDistribution whole => whole.ValueNear(IndexOf(place)), // as a double the last index may be rounded up
        var counted => counted.ValueAt(Math.Min((long)IndexOf(place), counted.Count!.Value - 1)),
    };

    /// <summary>The value at quantile <paramref name="u"/>, in [0, 1), of a random draw.</summary>
    public ParameterValue AtShare(double u) =>
        IsCategorical ? At(Math.Min(Choices - 1, (int)(u * Choices))) : At(PortableMath.Lerp(Low, High, u));

    /// <summary>The position of a coordinate between the lowest and the highest, from 0 to 1.</summary>
    public double ShareOf(double place) => IsCategorical ? (place + 0.5) / Choices : High > Low ? (place - Low) / (High - Low) : 0.5;

    /// <summary>The ends of the cell around the value nearest to a place.</summary>
    public (double Low, double High) CellAt(double place)
    {
        double value = _first + (IndexOf(place) * _step);
        return (OnAxis(value - (_step / 2)), OnAxis(value + (_step / 2)));
    }

    /// <summary>The place of the value nearest to a place.</summary>
    public double Snap(double place) => IsStepped ? OnAxis(_first + (IndexOf(place) * _step)) : Math.Clamp(place, Low, High);

    private double IndexOf(double place) =>
        Math.Clamp(Math.Round(((_isLog ? PortableMath.Exp(place) : place) - _first) / _step), 0, _lastIndex);

    private double OnAxis(double scaled) => _isLog ? PortableMath.Log(scaled) : scaled;

    private double NumberOf(ParameterValue value) =>
        _origin != 0 && value.Value is long whole ? (double)((Int128)whole - _origin) : value.As<double>() - _origin;

    private double Scale(double number) => _isLog ? PortableMath.Log(number) : Math.ScaleB(number, _exponent);
}

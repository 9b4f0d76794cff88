using Trimtab.Numerics;

namespace Trimtab.Samplers;

/// <summary>One knob as a line of real numbers: logarithms where the knob is logarithmic, cells where it is stepped, places in a list where it is a list. Immutable.</summary>
internal sealed class Axis
{
    private readonly Distribution _distribution;
    private readonly Dictionary<ParameterValue, int>? _choices;
    private readonly bool _isLog;
    private readonly double _first, _step, _lastIndex;

    public Axis(string name, Distribution distribution)
    {
        (Name, _distribution) = (name, distribution);
        switch (distribution)
        {
            case CategoricalDistribution list:
                Choices = list.Values.Count;
                _choices = list.Values.Select((value, i) => (value, i)).ToDictionary(item => item.value, item => item.i);
                break;
            case FloatDistribution real:
                (_isLog, _first, _step) = (real.Log, real.Low, real.Step ?? 0);
                _lastIndex = _step > 0 ? Math.Floor(((real.High - real.Low) / _step) + 1e-8) : 0;
                (Low, High) = _step > 0 ? (_first - (_step / 2), _first + ((_lastIndex + 0.5) * _step)) : (Scale(real.Low), Scale(real.High));
                break;
            case IntDistribution whole:
                (_isLog, _first, _step) = (whole.Log, whole.Low, whole.Step);
                _lastIndex = (whole.High - whole.Low) / whole.Step;
                (Low, High) = (Scale(_first - (_step / 2)), Scale(_first + ((_lastIndex + 0.5) * _step)));
                break;
        }
    }

    /// <summary>The knob.</summary>
    public string Name { get; }

    /// <summary>The ends; half a step outside the outermost values where there are steps.</summary>
    public double Low { get; }

    /// <summary>The upper end.</summary>
    public double High { get; }

    /// <summary>How many values a list has; 0 for numbers.</summary>
    public int Choices { get; }

    /// <summary>Whether the knob is a list.</summary>
    public bool IsCategorical => Choices > 0;

    /// <summary>Whether values are cells on the line.</summary>
    public bool IsStepped => _step > 0;

    /// <summary>How many different values there are; infinite for a continuous knob.</summary>
    public double Size => IsCategorical ? Choices : IsStepped ? _lastIndex + 1 : double.PositiveInfinity;

    /// <summary>Where a value lies; NaN where the knob may not have it.</summary>
    public double Of(ParameterValue value) =>
        IsCategorical ? (_choices!.TryGetValue(value, out int index) ? index : double.NaN)
        : value.IsNumber && value.As<double>() is var number && (!_isLog || number > 0) && Scale(number) is var at && at >= Low && at <= High ? at
        : double.NaN;

    /// <summary>The value at, or nearest to, a place.</summary>
    public ParameterValue At(double place)
    {
        switch (_distribution)
        {
            case CategoricalDistribution list:
                return list.Values[(int)place];
            case IntDistribution:
                return (long)_first + ((long)IndexOf(place) * (long)_step);
            default:
                var real = (FloatDistribution)_distribution;
                return IsStepped ? real.At(IndexOf(place)) : Math.Clamp(_isLog ? PortableMath.Exp(place) : place, real.Low, real.High);
        }
    }

    /// <summary>The value a share <paramref name="u"/> in [0, 1) along the axis: equal shares are equally likely in a blind draw.</summary>
    public ParameterValue AtShare(double u) => IsCategorical ? At(Math.Min(Choices - 1, (int)(u * Choices))) : At(PortableMath.Lerp(Low, High, u));

    /// <summary>How far along the axis a place lies, from 0 to 1.</summary>
    public double ShareOf(double place) => IsCategorical ? (place + 0.5) / Choices : High > Low ? (place - Low) / (High - Low) : 0.5;

    /// <summary>The ends of the cell around the value nearest to a place.</summary>
    public (double Low, double High) CellAt(double place)
    {
        double value = _first + (IndexOf(place) * _step);
        return (Scale(value - (_step / 2)), Scale(value + (_step / 2)));
    }

    /// <summary>The place of the value nearest to a place.</summary>
    public double Snap(double place) => IsStepped ? Scale(_first + (IndexOf(place) * _step)) : Math.Clamp(place, Low, High);

    private double IndexOf(double place) => Math.Clamp(Math.Round(((_isLog ? PortableMath.Exp(place) : place) - _first) / _step), 0, _lastIndex);

    private double Scale(double number) => _isLog ? PortableMath.Log(number) : number;
}

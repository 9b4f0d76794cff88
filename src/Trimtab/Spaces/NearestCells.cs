using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>The points of a finite space in the order of their distance from one of them. Pure functions.</summary>
/// <remarks>
/// Distances are squares summed over the parameters: of numbers by their shares of the range, on the scale on which they are drawn; two
/// choices of a list are <see cref="ChoiceDistance"/> apart. Of values as near as each other the lower comes first.
/// </remarks>
internal static class NearestCells
{
    /// <summary>The squared distance of two choices of a list: a step of 0.3 of a number's range.</summary>
    public const double ChoiceDistance = 0.09;

    /// <summary>The points, <paramref name="from"/> first. Found as they are asked for, at O(parameters · log points) each.</summary>
    /// <param name="space">The parameters; each has a finite number of values. Rules are not considered.</param>
    /// <param name="from">A value of each of them.</param>
    public static IEnumerable<ParameterSet> Of(SearchSpace space, ParameterSet from)
    {
        string[] names = [.. space.Keys];
        Axis[] axes = [.. space.Select((parameter, number) => new Axis(number, parameter.Key, parameter.Value, from[parameter.Key]))];
        return CheapestSums.Of(axes.Length, (axis, item) => axes[axis].Distance(item)).Select(items => ParameterSet.OfSorted(
            names, Array.ConvertAll(axes, axis => axis.Value(items[axis.Number]))));
    }

    /// <summary>The values of one parameter by distance, as far as they have been asked for.</summary>
    private sealed class Axis
    {
        private readonly TransformedParameter _parameter;
        private readonly Distribution _distribution;
        private readonly double _from;
        private readonly List<(ParameterValue Value, double Distance)> _nearest = [];
        private long _below, _above;

        public Axis(int number, string name, Distribution distribution, ParameterValue from)
        {
            (Number, _distribution, _parameter) = (number, distribution, new(name, distribution));
            long index = distribution.IndexOf(from)!.Value;
            var own = distribution.ValueAt(index);
            (_from, _below, _above) = (ShareOf(own), index - 1, index + 1);
            _nearest.Add((own, 0));
        }

        public int Number { get; }

        public ParameterValue Value(int item) => _nearest[item].Value;

        /// <summary>The squared distance of the item-th nearest value; null where there are not as many.</summary>
        public double? Distance(int item)
        {
            while (_nearest.Count <= item && (_below >= 0 || _above < _distribution.Count))
            {
                _nearest.Add(Next());
            }

            return item < _nearest.Count ? _nearest[item].Distance : null;
        }

        private (ParameterValue, double) Next()
        {
            var (below, above) = (At(_below), At(_above));
            bool isBelow = below.Distance <= above.Distance;
            (_below, _above) = isBelow ? (_below - 1, _above) : (_below, _above + 1);
            return isBelow ? below : above;
        }

        private (ParameterValue Value, double Distance) At(long index)
        {
            if (index < 0 || index >= _distribution.Count)
            {
                return (default, double.PositiveInfinity);
            }

            var value = _distribution.ValueAt(index);
            double apart = ShareOf(value) - _from;
            return (value, _parameter.IsCategorical ? ChoiceDistance : apart * apart);
        }

        private double ShareOf(ParameterValue value) => _parameter.ShareOf(_parameter.Of(value));
    }
}

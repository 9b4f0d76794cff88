using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The logarithms of the masses of kernels in the cells of a stepped parameter, ln ∫ k over the cell. Of a parameter of few cells each is
/// computed once for all points. Not thread-safe.
/// </summary>
internal sealed class CellMasses(TransformedParameter axis)
{
    private const double MostCells = 64; // of a parameter whose masses are kept

    private readonly Dictionary<double, KeptCell> _kept = []; // by the cell's place
    private int _generation; // of the kernels
    private double _place;
    private (double Low, double High) _cell;
    private double[]? _logs; // of the cell; NaN where a kernel's is not computed yet

    /// <summary>Forgets what was computed: there are other kernels.</summary>
    public void Reset() => _generation++;

    /// <summary>Looks at the cell at a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="kernels">How many kernels there are.</param>
    public void MoveTo(double place, int kernels)
    {
        (_place, _cell) = (place, axis.CellAt(place));
        if (axis.Size > MostCells)
        {
            return;
        }

        if (!_kept.TryGetValue(place, out var kept))
        {
            _kept[place] = kept = new();
        }

        _logs = kept.Of(_generation, kernels);
    }

    /// <summary>The logarithm of the mass of a kernel in the cell.</summary>
    /// <param name="kernel">Its number.</param>
    /// <param name="mu">Its position.</param>
    /// <param name="inverse">The inverse of its bandwidth.</param>
    public double Log(int kernel, double mu, double inverse)
    {
        if (_logs is null)
        {
            return Log(mu, inverse);
        }

        ref double kept = ref _logs[kernel];
        return double.IsNaN(kept) ? kept = Log(mu, inverse) : kept;
    }

    /// <summary>
    /// The logarithm of a Gaussian's mass in the cell; of one far narrower than the Gaussian, whose ends may be the same double, its
    /// density times the width, a factor that all kernels share.
    /// </summary>
    private double Log(double mu, double inverse)
    {
        const double Narrow = 1e-5, LeastWidth = 1e-300; // of 1e-5 deviations the density is constant to 1e-11
        double z = (_place - mu) * inverse;
        return (_cell.High - _cell.Low) * inverse > Narrow
            ? Normal.LogMass((_cell.Low - mu) * inverse, (_cell.High - mu) * inverse)
            : PortableMath.Log(Math.Max(_cell.High - _cell.Low, LeastWidth) * inverse) - (0.5 * z * z) - Normal.LogRootTwoPi;
    }

    /// <summary>What was computed for one cell.</summary>
    private sealed class KeptCell
    {
        private double[] _logs = [];
        private int _generation = -1;

        /// <summary>The logarithms of a generation of kernels; NaN where none was computed.</summary>
        public double[] Of(int generation, int kernels)
        {
            if (_generation != generation)
            {
                _generation = generation;
                _logs = _logs.Length < kernels ? new double[2 * kernels] : _logs;
                _logs.AsSpan(0, kernels).Fill(double.NaN);
            }

            return _logs;
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// Which trial has which kernel of a <see cref="KernelBank"/>, and the kernels' bandwidths with the constants that follow from them, kept
/// from one suggestion to the next. Not thread-safe.
/// </summary>
internal sealed class KernelBandwidths(SpaceTransform axes, KernelBank bank)
{
    private const double Far = 8.3; // standard deviations beyond which nothing of a Gaussian is left in double precision

    // Per axis and trial its kernel at the last suggestion.
    private readonly double[][] _knownSigma = Empty(axes), _knownInverse = Empty(axes), _knownConstant = Empty(axes);
    private readonly List<(int Trial, int Slot, int Length)> _runs = []; // consecutive trials of the set, with their kernels
    private int[] _slots = [], _byPlace = [];
    private KernelTrials? _known; // the trials, and their generation, that the known kernels are of
    private int _trials, _generation;

    private static double[][] Empty(SpaceTransform axes) => [.. Enumerable.Repeat(Array.Empty<double>(), axes.Count)];

    /// <summary>Assigns kernels to trials of a set, oldest first, and returns how many there are.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="isOurs">Which of them have a kernel.</param>
    public int Assign(KernelTrials trials, ReadOnlySpan<bool> isOurs)
    {
        KeepWhatIsKnown(trials);
        _runs.Clear();
        int next = 0;
        for (int trial = 0; trial < isOurs.Length; trial++)
        {
            _slots[trial] = isOurs[trial] ? next++ : -1;
            if (isOurs[trial] && trial > 0 && isOurs[trial - 1])
            {
                CollectionsMarshal.AsSpan(_runs)[^1].Length++;
            }
            else if (isOurs[trial])
            {
                _runs.Add((trial, next - 1, 1));
            }
        }

        return _trials = next;
    }

    /// <summary>Forgets the known kernels where they are of other trials, and makes room for those of new ones.</summary>
    private void KeepWhatIsKnown(KernelTrials trials)
    {
        bool isKnown = trials == _known && trials.Generation == _generation, hasRoom = _slots.Length >= trials.Count;
        (_known, _generation) = (trials, trials.Generation);
        _slots = hasRoom ? _slots : new int[2 * trials.Count];
        for (int axis = 0; axis < axes.Count; axis++)
        {
            if (!hasRoom)
            {
                (_knownSigma[axis], _knownInverse[axis], _knownConstant[axis]) = (
                    new double[_slots.Length], new double[_slots.Length], new double[_slots.Length]);
            }
            else if (!isKnown)
            {
                Array.Clear(_knownSigma[axis]); // no bandwidth is 0
            }
        }
    }

    /// <summary>Writes the positions of the trials and of further kernels behind them.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="column">The positions of all trials on it.</param>
    /// <param name="besides">Positions of the further kernels.</param>
    public void SetPositions(int axis, ReadOnlySpan<double> column, double[][] besides)
    {
        double[] mu = bank.Mu[axis];
        foreach (var (trial, slot, length) in _runs)
        {
            column.Slice(trial, length).CopyTo(mu.AsSpan(slot));
        }

        for (int i = 0; i < besides.Length; i++)
        {
            mu[_trials + i] = besides[i][axis];
        }
    }

    /// <summary>Sets the bandwidths of all kernels on a numeric axis, the prior's included, after their positions.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="sorted">All trials by position.</param>
    /// <param name="besides">Positions of the further kernels.</param>
    public void SetBandwidths(int axis, ReadOnlySpan<int> sorted, double[][] besides) => SetSigma(axis, Merge(sorted, besides, axis));

    /// <summary>The kernels by position on an axis: the trials are sorted already, further kernels are few.</summary>
    private ReadOnlySpan<int> Merge(ReadOnlySpan<int> sorted, double[][] besides, int axis)
    {
        _byPlace = _byPlace.Length < bank.Count ? new int[2 * bank.Count] : _byPlace;
        int[] extra = [.. Enumerable.Range(0, besides.Length).OrderBy(i => besides[i][axis]).Select(i => _trials + i)];
        double[] mu = bank.Mu[axis];
        int next = 0, length = 0;
        foreach (int trial in sorted)
        {
            int slot = _slots[trial];
            if (slot < 0)
            {
                continue;
            }

            while (next < extra.Length && mu[extra[next]] < mu[slot])
            {
                _byPlace[length++] = extra[next++];
            }

            _byPlace[length++] = slot;
        }

        while (next < extra.Length)
        {
            _byPlace[length++] = extra[next++];
        }

        return _byPlace.AsSpan(0, length);
    }

    /// <summary>Bandwidths b from the gaps between neighbours, and the constants that follow from them.</summary>
    private void SetSigma(int axis, ReadOnlySpan<int> sorted)
    {
        double low = axes[axis].Low, high = axes[axis].High, range = high - low, least = range / Math.Min(100, bank.Count + 1);
        double[] mu = bank.Mu[axis], sigma = bank.Sigma[axis];
        double before = low, at = sorted.Length > 0 ? mu[sorted[0]] : low;
        for (int i = 0; i < sorted.Length; i++)
        {
            double after = i < sorted.Length - 1 ? mu[sorted[i + 1]] : high, left = at - before, right = after - at;
            double gap = sorted.Length < 2 || (i > 0 && i < sorted.Length - 1) ? Math.Max(left, right) : i == 0 ? right : left;
            sigma[sorted[i]] = Math.Clamp(gap, least, range);
            (before, at) = (at, after);
        }

        (mu[bank.Count - 1], sigma[bank.Count - 1]) = (low + (range / 2), range);
        SetConstants(axis);
    }

    /// <summary>
    /// What does not depend on x: 1/b and −ln(b·Z·√(2π)). Most kernels have the bandwidth of the last suggestion, and keep theirs.
    /// </summary>
    private void SetConstants(int axis)
    {
        double[] sigma = bank.Sigma[axis], inverse = bank.Inverse[axis], constant = bank.Constant;
        foreach (var (trial, slot, length) in _runs)
        {
            int done = 0;
            for (; done + Vector512<double>.Count <= length; done += Vector512<double>.Count)
            {
                if (!Vector512.EqualsAll(
                    Vector512.LoadUnsafe(ref sigma[slot + done]), Vector512.LoadUnsafe(ref _knownSigma[axis][trial + done])))
                {
                    for (int i = done; i < done + Vector512<double>.Count; i++)
                    {
                        CacheKernel(axis, trial + i, slot + i);
                    }
                }

                Vector512.LoadUnsafe(ref _knownInverse[axis][trial + done]).StoreUnsafe(ref inverse[slot + done]);
                var known = Vector512.LoadUnsafe(ref _knownConstant[axis][trial + done]);
                (Vector512.LoadUnsafe(ref constant[slot + done]) - known).StoreUnsafe(ref constant[slot + done]);
            }

            for (; done < length; done++)
            {
                CacheKernel(axis, trial + done, slot + done);
                inverse[slot + done] = _knownInverse[axis][trial + done];
                constant[slot + done] -= _knownConstant[axis][trial + done];
            }
        }

        for (int kernel = _trials; kernel < bank.Count; kernel++)
        {
            inverse[kernel] = 1 / sigma[kernel];
            constant[kernel] -= ConstantOf(axis, bank.Mu[axis][kernel], sigma[kernel]);
        }
    }

    /// <summary>Caches what follows from the bandwidth of a trial's kernel; its position never changes.</summary>
    private void CacheKernel(int axis, int trial, int kernel)
    {
        double sigma = bank.Sigma[axis][kernel];
        if (_knownSigma[axis][trial] != sigma)
        {
            (_knownSigma[axis][trial], _knownInverse[axis][trial], _knownConstant[axis][trial]) = (
                sigma, 1 / sigma, ConstantOf(axis, bank.Mu[axis][kernel], sigma));
        }
    }

    /// <summary>ln(b·Z·√(2π)) of a truncated Gaussian; ln Z of a stepped parameter, whose numerator is a mass.</summary>
    private double ConstantOf(int axis, double mu, double sigma)
    {
        double a = (axes[axis].Low - mu) / sigma, b = (axes[axis].High - mu) / sigma;
        double inside = -a > Far && b > Far ? 0 : Normal.LogMass(a, b);
        return inside + (axes[axis].IsStepped ? 0 : PortableMath.Log(sigma) + Normal.LogRootTwoPi);
    }
}

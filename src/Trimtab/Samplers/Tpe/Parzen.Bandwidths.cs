using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;

namespace Trimtab.Samplers.Tpe;

/// <content>The bandwidths of the kernels and their normalizing constants.</content>
internal sealed partial class Parzen
{
    /// <summary>The kernels by position on an axis: the trials are sorted already, further kernels are few.</summary>
    private ReadOnlySpan<int> Merge(List<int> sorted, double[][] besides, int axis, int trials)
    {
        int[] extra = [.. Enumerable.Range(0, besides.Length).OrderBy(i => besides[i][axis]).Select(i => trials + i)];
        double[] mu = _mu[axis];
        if (trials * Few < sorted.Count)
        {
            // Faster to sort than to pick out of all.
            int[] few = [.. Enumerable.Range(0, trials + besides.Length).OrderBy(slot => mu[slot])];
            few.CopyTo(_byPlace, 0);
            return _byPlace.AsSpan(0, few.Length);
        }

        int next = 0, length = 0;
        foreach (int trial in CollectionsMarshal.AsSpan(sorted))
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
    private void SetBandwidths(int axis, ReadOnlySpan<int> sorted, int trials)
    {
        double low = axes[axis].Low, high = axes[axis].High, range = high - low, least = range / Math.Min(100, _count + 1);
        double[] mu = _mu[axis], sigma = _sigma[axis];
        double before = low, at = sorted.Length > 0 ? mu[sorted[0]] : low;
        for (int i = 0; i < sorted.Length; i++)
        {
            double after = i < sorted.Length - 1 ? mu[sorted[i + 1]] : high, left = at - before, right = after - at;
            double gap = sorted.Length < 2 || (i > 0 && i < sorted.Length - 1) ? Math.Max(left, right) : i == 0 ? right : left;
            sigma[sorted[i]] = Math.Clamp(gap, least, range);
            (before, at) = (at, after);
        }

        (mu[_count - 1], sigma[_count - 1]) = (low + (range / 2), range);
        SetConstants(axis, trials);
    }

    /// <summary>
    /// What does not depend on x: 1/b and −ln(b·Z·√(2π)). Most kernels have the bandwidth of the last suggestion, and keep theirs.
    /// </summary>
    private void SetConstants(int axis, int trials)
    {
        foreach (var (trial, slot, length) in _runs)
        {
            int done = 0;
            for (; done + Vector512<double>.Count <= length; done += Vector512<double>.Count)
            {
                if (!Vector512.EqualsAll(
                    Vector512.LoadUnsafe(ref _sigma[axis][slot + done]), Vector512.LoadUnsafe(ref _knownSigma[axis][trial + done])))
                {
                    for (int i = done; i < done + Vector512<double>.Count; i++)
                    {
                        CacheKernel(axis, trial + i, slot + i);
                    }
                }

                Vector512.LoadUnsafe(ref _knownInverse[axis][trial + done]).StoreUnsafe(ref _inverse[axis][slot + done]);
                var known = Vector512.LoadUnsafe(ref _knownConstant[axis][trial + done]);
                (Vector512.LoadUnsafe(ref _constant[slot + done]) - known).StoreUnsafe(ref _constant[slot + done]);
            }

            for (; done < length; done++)
            {
                CacheKernel(axis, trial + done, slot + done);
                _inverse[axis][slot + done] = _knownInverse[axis][trial + done];
                _constant[slot + done] -= _knownConstant[axis][trial + done];
            }
        }

        for (int kernel = trials; kernel < _count; kernel++)
        {
            _inverse[axis][kernel] = 1 / _sigma[axis][kernel];
            _constant[kernel] -= ConstantOf(axis, _mu[axis][kernel], _sigma[axis][kernel]);
        }
    }

    /// <summary>Caches what follows from the bandwidth of a trial's kernel; its position never changes.</summary>
    private void CacheKernel(int axis, int trial, int kernel)
    {
        double sigma = _sigma[axis][kernel];
        if (_knownSigma[axis][trial] != sigma)
        {
            (_knownSigma[axis][trial], _knownInverse[axis][trial], _knownConstant[axis][trial]) = (
                sigma, 1 / sigma, ConstantOf(axis, _mu[axis][kernel], sigma));
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

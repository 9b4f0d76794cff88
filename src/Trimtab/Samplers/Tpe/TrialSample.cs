namespace Trimtab.Samplers.Tpe;

/// <summary>
/// Which of n trials, oldest first, have a kernel: all, or where they are too many every k-th of the older ones, for itself and the k − 1
/// after it, and each of the recent ones. A function of the numbers alone. Immutable.
/// </summary>
/// <remarks>
/// Of at most m kernels a quarter is of older trials, and between a half and three quarters are of recent ones. Both parts change once in
/// m/4 trials, so that a sample is drawn anew in constant time a trial.
/// </remarks>
/// <param name="Recent">The first of the trials that all have a kernel.</param>
/// <param name="Stride">k; 1 or more.</param>
internal readonly record struct TrialSample(int Recent, int Stride)
{
    /// <summary>The sample of a number of trials.</summary>
    /// <param name="trials">n.</param>
    /// <param name="most">m; 4 or more.</param>
    public static TrialSample Of(int trials, int most)
    {
        if (trials <= most)
        {
            return new(0, 1);
        }

        int quarter = most / 4, recent = (trials - (most / 2)) / quarter * quarter;
        return new(recent, (recent + quarter - 1) / quarter);
    }

    /// <summary>The trials that have a kernel, oldest first, and how many trials each stands for.</summary>
    /// <param name="trials">n.</param>
    public IEnumerable<(int Trial, int Share)> Kernels(int trials)
    {
        for (int trial = 0; trial < Recent; trial += Stride)
        {
            yield return (trial, Math.Min(Stride, Recent - trial));
        }

        for (int trial = Recent; trial < trials; trial++)
        {
            yield return (trial, 1);
        }
    }
}

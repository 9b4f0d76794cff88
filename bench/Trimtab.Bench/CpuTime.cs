namespace Trimtab.Bench;

/// <summary>Time that processors spent on this process: unlike elapsed time, it does not grow while other programs run.</summary>
internal static class CpuTime
{
    /// <summary>CPU seconds of all threads since the process started.</summary>
    public static double Seconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>CPU seconds of all threads while <paramref name="work"/> runs.</summary>
    public static double Of(Action work)
    {
        double start = Seconds;
        work();
        return Seconds - start;
    }
}

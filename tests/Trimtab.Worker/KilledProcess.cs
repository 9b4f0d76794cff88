using System.Diagnostics;

namespace Trimtab.Worker;

/// <summary>Ends this process as kill -9 does, while a call of its storage is under way.</summary>
/// <param name="call">In which call, from 1.</param>
/// <param name="spins">For how many turns of the processor another thread waits after the call has begun.</param>
internal sealed class KilledProcess(int call, int spins)
{
    private int _calls;

    /// <summary>A call begins.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref _calls) == call)
        {
            new Thread(Kill) { IsBackground = true }.Start();
        }
    }

    private void Kill()
    {
        Thread.SpinWait(spins);
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }
}

using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>Events of a run, for the screens that show it. Thread-safe.</summary>
internal sealed class RunBoard(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, RunningTrial> _running = [];
    private readonly Dictionary<TrialState, int> _counts = [];
    private readonly long _start = clock.GetTimestamp();
    private bool _hasReports;
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>A program begins.</summary>
    public void Begin(int trial, ParameterSet values)
    {
        lock (_gate)
        {
            _running[trial] = new(trial, values, clock.GetTimestamp(), []);
        }
    }

    /// <summary>A program reports.</summary>
    public void Report(int trial, double value)
    {
        lock (_gate)
        {
            _hasReports = true;
            if (_running.TryGetValue(trial, out var running))
            {
                running.Reports.RemoveRange(0, Math.Max(0, running.Reports.Count + 1 - RunningTrial.MostReports));
                running.Reports.Add(value);
            }
        }
    }

    /// <summary>A trial has ended.</summary>
    public void End(Trial trial)
    {
        lock (_gate)
        {
            _running.Remove(trial.Number);
            _counts[trial.State] = _counts.GetValueOrDefault(trial.State) + 1;
        }
    }

    /// <summary>Keeps a sentence that is printed once when the run has ended.</summary>
    public void Warn(string sentence)
    {
        lock (_gate)
        {
            _warnings.Add(sentence);
        }
    }

    /// <summary>How things stand now.</summary>
    public RunView View()
    {
        lock (_gate)
        {
            return new(
                [.. _running.Values.Select(trial => trial with { Reports = [.. trial.Reports] })],
                new Dictionary<TrialState, int>(_counts),
                [.. _warnings],
                clock.GetElapsedTime(_start))
            {
                HasReports = _hasReports,
            };
        }
    }
}

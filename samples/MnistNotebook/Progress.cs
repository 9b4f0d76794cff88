using Trimtab.ModelSelection;

namespace MnistNotebook;

/// <summary>How far some work is.</summary>
/// <param name="Share">From 0 to 1, of the whole.</param>
/// <param name="Text">What is being done, the time left, the best so far.</param>
internal readonly record struct Step(double Share, string Text);

/// <summary>
/// Says how far the work is where output is no terminal: a line at every fifth, and after thirty seconds without one. Thread-safe.
/// </summary>
internal sealed class PlainLines : IProgress<Step>, IDisposable
{
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly TextWriter _lines;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private Step _last = new(0, "");
    private int _fifthsTold;

    public PlainLines(string name, TextWriter lines, TimeProvider time)
    {
        (_name, _lines, _time, _start) = (name, lines, time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Write(), null, LongestSilence, LongestSilence);
    }

    public void Report(Step value)
    {
        lock (_gate)
        {
            bool isNextPart = value.Share < _last.Share;
            int fifths = (int)(value.Share * 5);
            _last = value;
            if (isNextPart || fifths > _fifthsTold)
            {
                _fifthsTold = fifths;
                Write();
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Write()
    {
        lock (_gate)
        {
            string text = _last.Text.Length > 0 ? $", {_last.Text}" : "";
            _lines.WriteLine(Invariant($"{_name}: {100 * _last.Share:F0} %{text}, {Figure.Clock(_time.GetElapsedTime(_start))} so far"));
            _lines.Flush();
            _timer.Change(LongestSilence, LongestSilence);
        }
    }
}

/// <summary>A search's progress in words: its cross-validation, then the training of the best candidate on all rows.</summary>
/// <remarks>How long the last training is, is known when it begins; until then it counts as much as an average fit.</remarks>
internal sealed class SearchSteps(IProgress<Step> steps) : IProgress<SearchProgress>
{
    private double _share; // never falls

    public void Report(SearchProgress value)
    {
        _share = Math.Max(_share, ShareOf(value));
        steps.Report(new(_share, value.RefitEpochsTotal > 0
            ? $"training the best on all rows, {value.RefitEpochsDone} of {value.RefitEpochsTotal} epochs{Ending(value)}"
            : $"{Figure.Count(value.EpochsDone)} of {Figure.Count(value.EpochsTotal)} epochs{Ending(value)}"));
    }

    private static double ShareOf(SearchProgress value)
    {
        if (value.Remaining == TimeSpan.Zero && value.EpochsDone == value.EpochsTotal)
        {
            return 1;
        }

        double refit = value.RefitEpochsTotal > 0 ? value.RefitEpochsTotal : (double)value.EpochsTotal / Math.Max(1, value.FitsTotal);
        double whole = value.EpochsTotal + refit;
        return whole > 0 ? (value.EpochsDone + value.RefitEpochsDone) / whole : 0;
    }

    private static string Ending(SearchProgress value)
    {
        string left = value.Remaining is { } remaining ? $", {Figure.Clock(remaining)} left" : "";
        string best = value.BestParameters is { } parameters
            ? $", best {Figure.Score(value.BestScore)}{(parameters.Count > 2 ? "" : $" ({parameters.ToDisplayString()})")}"
            : "";
        return left + best;
    }
}

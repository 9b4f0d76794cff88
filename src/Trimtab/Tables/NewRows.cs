using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>Tells the rows of a table that a study does not have from those it has, whichever file they came from.</summary>
internal sealed class NewRows
{
    private readonly Dictionary<(TrialState, ParameterSet, string), int> _known; // how many trials are such

    /// <param name="trials">The study's trials.</param>
    public NewRows(IEnumerable<Trial> trials) =>
        _known = trials.Where(trial => trial.IsFinished).CountBy(Content).ToDictionary();

    /// <summary>Whether the study lacks the trial of a row; of equal rows, whether it has fewer than were asked for so far.</summary>
    public bool IsNew(Trial trial)
    {
        var content = Content(trial);
        int left = _known.GetValueOrDefault(content);
        _known[content] = left - 1;
        return left <= 0;
    }

    /// <summary>What makes a trial another one; times in microseconds, as storages and tables have them.</summary>
    private static (TrialState State, ParameterSet Parameters, string Others) Content(Trial trial)
    {
        string values = string.Join(' ', trial.Values.Select(item => Invariant($"{PythonText.Quote(item.Key)}: {item.Value:R}")));
        string attributes = string.Join(' ', trial.Attributes.Where(item => item.Key != ImportOptions.SourceAttribute)
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{PythonText.Quote(item.Key)}: {PythonText.Quote(item.Value)}"));
        string rest = Invariant($"{values}; {trial.Started?.UtcTicks / TimeSpan.TicksPerMicrosecond}; {attributes}");
        return (trial.State, trial.Parameters, rest);
    }
}

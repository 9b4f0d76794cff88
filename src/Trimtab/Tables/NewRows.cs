using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>Tells the rows of a table that a study does not have from those it has, whichever file they came from.</summary>
internal sealed class NewRows
{
    private readonly Dictionary<(TrialState, ParameterSet, string), int> _known = []; // how many trials are such
    private readonly Dictionary<((TrialState, ParameterSet, string), long), int> _begun = []; // and how many of them began then

    /// <param name="trials">The study's trials.</param>
    public NewRows(IEnumerable<Trial> trials)
    {
        foreach (var trial in trials.Where(trial => trial.IsFinished))
        {
            var content = Content(trial);
            Count(_known, content, 1);
            if (Begin(trial) is { } at)
            {
                Count(_begun, (content, at), 1);
            }
        }
    }

    /// <summary>
    /// Whether the study lacks the trial of a row; of equal rows, whether it has fewer than were asked for so far. A row that does not say
    /// when it began is equal to a trial of any time.
    /// </summary>
    public bool IsNew(Trial row)
    {
        var content = Content(row);
        return Begin(row) is { } at ? Count(_begun, (content, at), -1) < 0 : Count(_known, content, -1) < 0;
    }

    /// <summary>What makes a trial another one, but for its beginning.</summary>
    private static (TrialState State, ParameterSet Parameters, string Others) Content(Trial trial)
    {
        string values = string.Join(' ', trial.Values.Select(item => Invariant($"{PythonText.Quote(item.Key)}: {item.Value:R}")));
        string attributes = string.Join(' ', trial.Attributes.Where(item => item.Key != ImportOptions.SourceAttribute)
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{PythonText.Quote(item.Key)}: {PythonText.Quote(item.Value)}"));
        return (trial.State, AsStored(trial.Parameters), $"{values}; {attributes}");
    }

    /// <summary>The values as a storage has them: it keeps numbers as real ones, so that whole ones from 2⁵³ on may be rounded.</summary>
    private static ParameterSet AsStored(ParameterSet parameters) => parameters.Values.Any(MayBeRounded)
        ? ParameterSet.Create(parameters.Select(item => MayBeRounded(item.Value) ? new(item.Key, item.Value.As<double>()) : item))
        : parameters;

    private static bool MayBeRounded(ParameterValue value) => value.Value is <= -(1L << 53) or >= 1L << 53;

    /// <summary>In microseconds, as storages and tables have it.</summary>
    private static long? Begin(Trial trial) => trial.Started?.UtcTicks / TimeSpan.TicksPerMicrosecond;

    private static int Count<T>(Dictionary<T, int> counts, T key, int more)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + more;
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Trimtab.Spaces;
using Trimtab.Studies;
using static Trimtab.Storages.StorageAttributes;

namespace Trimtab.Storages;

/// <summary>
/// Trials of a study as a storage keeps them: what Optuna has a place for goes there, the rest into system attributes that Optuna keeps.
/// </summary>
internal sealed class StoredTrialForm
{
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);
    private readonly string _study;
    private readonly string[] _objectives;
    private readonly string[] _reported; // names of the metrics of a report that is an intermediate value
    private readonly Utf8Texts _names = new();
    private readonly LastTrial _last;
    private long[] _steps = []; // the last ones that were in order

    /// <param name="study">Name of the study, for errors.</param>
    /// <param name="objectives">Names of the objectives, in their order.</param>
    public StoredTrialForm(string study, IEnumerable<string> objectives)
    {
        (_study, _objectives) = (study, [.. objectives]);
        (_reported, _last) = ([_objectives[0]], new(DistributionOf, StoredValue.Read));
    }

    /// <summary>A trial that is added to a storage: it waits, or has finished.</summary>
    public StoredTrial Write(Trial trial) => new()
    {
        State = trial.State == TrialState.Paused ? TrialState.Pruned : trial.State,
        Values = Values(trial),
        Started = trial.Started,
        Completed = trial.IsFinished ? trial.Started + trial.Duration : null,
        Parameters = Parameters(trial),
        IntermediateValues = Intermediates(trial.Reports),
        UserAttributes = User(trial),
        SystemAttributes = WriteSystem(trial),
    };

    /// <summary>The system attributes of a trial that is added to a storage: what Optuna has no other place for.</summary>
    public Dictionary<string, string> WriteSystem(Trial trial) =>
        trial.Artifacts.SelectMany(StoredArtifact.Write).Concat(System(trial, isRepeated: false)).ToDictionary();

    /// <summary>What is written when a trial begins: what it was given, and the paused one it resumes.</summary>
    public static TrialChanges Begun(GivenParameters given, int? resumes)
    {
        var attributes = Begin(given.Values, resumes);
        if (given.Suggested.Count > 0)
        {
            attributes[Origins] = Texts(given.Suggested);
        }

        return new() { SystemAttributes = attributes };
    }

    /// <summary>What is written for another attempt: what the trial was suggested when it asked.</summary>
    public static TrialChanges Kept(GivenParameters given) => new()
    {
        SystemAttributes = new Dictionary<string, string>
        {
            [StorageAttributes.Kept] = ValueJson.Write(given.Kept),
            [Origins] = Texts(given.Suggested),
        },
    };

    /// <summary>What is written when a trial reports: the value, and its parameters where the storage has not all of them.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="report">The report.</param>
    /// <param name="written">How many of its parameters the storage has.</param>
    /// <param name="isRepeated">Whether the storage may have what an earlier attempt wrote.</param>
    public TrialChanges Reported(Trial trial, Report report, int written, bool isRepeated) => new()
    {
        ReplacesParameters = isRepeated,
        Parameters = written < trial.Parameters.Count ? Parameters(trial) : StoredTrial.NoParameters,
        IntermediateValues = Intermediates([report]),
    };

    /// <summary>All that is known of a trial that has ended; the storage may have some of it.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isRepeated">
    /// Whether the storage may have reports and parameters of an earlier attempt, which are not the trial's.
    /// </param>
    public TrialChanges Ended(Trial trial, bool isRepeated) => new()
    {
        ReplacesParameters = isRepeated,
        Parameters = Parameters(trial),
        IntermediateValues = Intermediates(trial.Reports),
        UserAttributes = User(trial),
        SystemAttributes = System(trial, isRepeated),
        End = new(
            trial.State == TrialState.Paused ? TrialState.Pruned : trial.State,
            Values(trial),
            trial.Started!.Value + trial.Duration), // by its claim
    };

    /// <summary>A trial as the study has it; one that waits has the parameters that it will be given.</summary>
    /// <exception cref="TrimtabException">It has what a trial of this library can't have.</exception>
    public Trial Read(StoredTrial stored)
    {
        try
        {
            return Parts(stored);
        }
        catch (Exception error) when (error
            is TrimtabException or JsonException or FormatException or OverflowException or ArgumentException)
        {
            throw new TrimtabException(
                Invariant($"A stored trial must be one that a study can have. Trial {stored.Number} of study '{_study}' has parameters or ")
                + $"system attributes that no version of this library or of Optuna writes: {error.Message}",
                error);
        }
    }

    private Trial Parts(StoredTrial stored)
    {
        var system = stored.SystemAttributes;
        var state = system.GetValueOrDefault(State) == "\"paused\"" ? TrialState.Paused : stored.State;
        var parameters = _last.Values(Own(stored));
        var unranged = Set(system.GetValueOrDefault(Unranged));
        var trial = new Trial
        {
            Number = stored.Number,
            State = state,
            Parameters = unranged.Count == 0 ? parameters : parameters.Overlaid(unranged),
            Space = _last.Space,
            Values = stored.Values is { } values && values.Count == _objectives.Length
                ? new NamedValues(_objectives, [.. values])
                : new NamedValues([], []),
            Started = stored.Started,
            Duration = Seconds(system.GetValueOrDefault(Duration)) ?? (stored.Completed - stored.Started) ?? TimeSpan.Zero,
            Reports = ReadReports(stored),
            Attributes = stored.UserAttributes.Count == 0
                ? StoredTrial.None
                : stored.UserAttributes.ToDictionary(item => item.Key, item => Plain(item.Value)),
            Artifacts = StoredArtifact.Read(system),
            Given = GivenIn(system.GetValueOrDefault(Given), parameters),
            Enqueued = Set(system.GetValueOrDefault(Enqueued)),
            Resumes = Whole(system.GetValueOrDefault(Resumes)),
            Origins = system.TryGetValue(Origins, out string? origins) ? _last.Origins(origins, Texts) : Trial.NoOrigins,
            Violation = StoredViolation.Of(system),
            Constraints = StoredViolation.Constraints(system),
            ConstraintAmounts = StoredViolation.Amounts(system),
            Failure = system.TryGetValue(StorageAttributes.Failure, out string? failure) ? ReadFailure(failure)
                : state == TrialState.Failed ? TrialFailure.Because("It failed in another program.")
                : null,
        };
        if (trial.IsFinished)
        {
            return trial with { Warnings = StudyWarnings.Of(trial) };
        }

        trial = trial with { Suggested = trial.Origins, Kept = Set(system.GetValueOrDefault(StorageAttributes.Kept)) };
        return state == TrialState.Running ? trial with { Given = trial.Given.Count > 0 ? trial.Given : trial.Parameters }
            : Waiting(trial, stored is { State: TrialState.Waiting, Attempt: 0 } ? trial.Parameters : ParameterSet.Empty);
    }

    /// <summary>Its parameters, without those that only earlier attempts had.</summary>
    private static IReadOnlyDictionary<string, StoredParameter> Own(StoredTrial stored)
    {
        if (!stored.SystemAttributes.TryGetValue(Names, out string? json))
        {
            return stored.Parameters;
        }

        var names = ValueJson.ReadNames(json);
        return new OrderedDictionary<string, StoredParameter>(stored.Parameters.Where(item => names.Contains(item.Key)));
    }

    /// <param name="trial">The trial.</param>
    /// <param name="set">Parameters that it waits with, as Optuna's retried trials do.</param>
    private static Trial Waiting(Trial trial, ParameterSet set) => trial.WithoutResults() with
    {
        Parameters = new[] { trial.Given, trial.Enqueued, set }.FirstOrDefault(parameters => parameters.Count > 0) ?? ParameterSet.Empty,
        Started = null,
    };

    /// <summary>The values of all objectives; null where one is missing, as of a trial that was pruned.</summary>
    private double[]? Values(Trial trial)
    {
        double[] values = [.. _objectives.Select(name => trial.Values.GetValueOrDefault(name, double.NaN))];
        return values.Any(double.IsNaN) ? null : values;
    }

    private static OrderedDictionary<string, StoredParameter> Parameters(Trial trial)
    {
        var parameters = new OrderedDictionary<string, StoredParameter>();
        foreach (var (name, distribution) in trial.Space)
        {
            if (trial.Parameters.TryGetValue(name, out var value))
            {
                parameters.Add(name, StoredParameter.Of(distribution, value));
            }
        }

        return parameters;
    }

    private static Dictionary<string, string> User(Trial trial) =>
        trial.Attributes.ToDictionary(item => item.Key, item => PythonText.Quote(item.Value));

    private Dictionary<string, string> System(Trial trial, bool isRepeated)
    {
        var system = Begin(trial.Given, trial.Resumes);
        var unranged = trial.IsFinished
            ? trial.Parameters.Where(item =>
                !trial.Space.TryGetValue(item.Key, out var distribution) || StoredValue.IsRounded(distribution, item.Value)).ToList()
            : [];
        Add(Enqueued, trial.Enqueued.Count > 0, () => ValueJson.Write(trial.Enqueued));
        Add(Unranged, unranged.Count > 0, () => ValueJson.Write(ParameterSet.Create(unranged)));
        Add(State, trial.State == TrialState.Paused, () => "\"paused\"");
        Add(Origins, trial.Origins.Count > 0, () => Texts(trial.Origins));
        foreach (var (name, json) in StoredViolation.Write(trial))
        {
            system[name] = json;
        }

        Add(Duration, trial.IsFinished, () => PythonText.Number(trial.Duration.TotalSeconds));
        Add(StorageAttributes.Failure, trial.Failure is not null, () => Failure(trial.Failure!));
        Add(Names, isRepeated, () => ValueJson.Names(Parameters(trial).Keys));
        Add(Reports, isRepeated || !trial.Reports.All(IsPlain), () => StoredReports.Write(trial.Reports));
        return system;

        void Add(string name, bool isThere, Func<string> json)
        {
            if (isThere)
            {
                system[name] = json();
            }
        }
    }

    private static Dictionary<string, string> Begin(ParameterSet given, int? resumes)
    {
        var attributes = new Dictionary<string, string>();
        if (given.Count > 0)
        {
            attributes[Given] = ValueJson.Write(given);
        }

        if (resumes is { } paused)
        {
            attributes[Resumes] = Invariant($"{paused}");
        }

        return attributes;
    }

    /// <summary>Whether a report is all that an intermediate value says.</summary>
    private bool IsPlain(Report report) => report is { Fold: 0, Metrics.Count: 1 } && report.Metrics.ContainsKey(_objectives[0]);

    /// <summary>Optuna's steps count from 0, epochs from 1. Of several folds the first is shown.</summary>
    private Dictionary<long, double> Intermediates(IReadOnlyList<Report> reports) => reports.Where(report => report.Fold == 0).ToDictionary(
        report => report.Epoch - 1L,
        report => report.Metrics.TryGetValue(_objectives[0], out double value) ? value : report.Metrics.Values.First());

    private IReadOnlyList<Report> ReadReports(StoredTrial stored) =>
        stored.SystemAttributes.TryGetValue(Reports, out string? json) ? StoredReports.Read(json)
        : stored.IntermediateValues.Count == 0 ? []
        : stored.IntermediateValues is KeyedValues<long, double> values && AreInOrder(values.KeyArray)
            ? new StepReports(_reported, values.KeyArray, values.ValueArray)
        : SortedReports.Packed(
        [
            .. stored.IntermediateValues.Where(item => item.Key is >= 0 and < int.MaxValue)
                .Select(item => StepReports.Of(item.Key, _reported, item.Value)),
        ]);

    /// <summary>Whether steps are epochs that ascend; those of the trial before, which many share, are not looked at again.</summary>
    private bool AreInOrder(long[] steps)
    {
        if (steps != _steps)
        {
            long before = -1;
            foreach (long step in steps)
            {
                if (step <= before || step >= int.MaxValue)
                {
                    return false;
                }

                before = step;
            }

            _steps = steps;
        }

        return true;
    }

    private Distribution DistributionOf(string json) => _distributions.TryGetValue(json, out var known)
        ? known
        : _distributions[json] = StoredDistribution.Parse(json).ToDistribution();

    private ParameterSet GivenIn(string? json, ParameterSet parameters) =>
        json is not null && ValueJson.Is(json, parameters, _names) ? parameters : Set(json).SharingNames(parameters);

    private ParameterSet Set(string? json) => json is null ? ParameterSet.Empty : ValueJson.ReadSet(json, _names);

    private static int? Whole(string? json) =>
        int.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static TimeSpan? Seconds(string? json) =>
        json is null ? null : new((long)Math.Round(PythonJson.Number(Encoding.UTF8.GetBytes(json)) * TimeSpan.TicksPerSecond));

    /// <summary>A string as it is; any other JSON as its text.</summary>
    private static string Plain(string json) => json is ['"', ..] ? PythonJson.Text(Encoding.UTF8.GetBytes(json)) : json;

    private static string Texts(IReadOnlyDictionary<string, string> texts) =>
        $"{{{string.Join(", ", texts.Select(item => $"{PythonText.Quote(item.Key)}: {PythonText.Quote(item.Value)}"))}}}";

    private static Dictionary<string, string> Texts(string json)
    {
        var texts = new Dictionary<string, string>();
        for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(json))); members.MoveNext();)
        {
            texts[PythonJson.Text(members.Name)] = PythonJson.Text(members.Value);
        }

        return texts;
    }

    /// <summary>JSON of why a trial failed.</summary>
    internal static string Failure(TrialFailure failure) => Texts(new OrderedDictionary<string, string>
    {
        ["type"] = failure.Type,
        ["message"] = failure.Message,
        ["stack"] = failure.StackTrace,
    });

    private static TrialFailure ReadFailure(string json)
    {
        var texts = Texts(json);
        return new(texts.GetValueOrDefault("type", ""), texts.GetValueOrDefault("message", ""), texts.GetValueOrDefault("stack", ""));
    }
}

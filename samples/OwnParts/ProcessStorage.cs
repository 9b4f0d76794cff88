using System.Collections.Concurrent;
using Trimtab;
using Trimtab.Storages;

namespace OwnParts;

/// <summary>
/// Studies in the memory of this process, by the name in the URL: all that open <c>process:name</c> see the same studies.
/// </summary>
/// <param name="location">The name.</param>
[Named("process")]
public sealed class ProcessStorage(string location) : StudyStorage
{
    private static readonly ConcurrentDictionary<string, Content> _contents = new();

    private readonly Content _content = _contents.GetOrAdd(location, _ => new());

    /// <inheritdoc/>
    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions)
    {
        lock (_content)
        {
            if (_content.Studies.Values.Any(study => study.Name == name))
            {
                throw NameExists(name);
            }

            long id = _content.NextStudy++;
            _content.Studies.Add(id, new() { Id = id, Name = name, Directions = directions });
            return id;
        }
    }

    /// <inheritdoc/>
    protected override void DeleteStudyCore(long study)
    {
        lock (_content)
        {
            Find(study);
            _content.Studies.Remove(study);
        }
    }

    /// <inheritdoc/>
    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json)
    {
        lock (_content)
        {
            var found = Find(study);
            _content.Studies[study] = kind == AttributeKind.User
                ? found with { UserAttributes = With(found.UserAttributes, [new(name, json)]) }
                : found with { SystemAttributes = With(found.SystemAttributes, [new(name, json)]) };
        }
    }

    /// <inheritdoc/>
    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json)
    {
        lock (_content)
        {
            var found = Find(study);
            if ((kind == AttributeKind.User ? found.UserAttributes : found.SystemAttributes).TryGetValue(name, out string? known))
            {
                return known;
            }

            SetStudyAttributeCore(study, kind, name, json);
            return json;
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredStudy> ReadStudiesCore()
    {
        lock (_content)
        {
            return [.. _content.Studies.Values];
        }
    }

    /// <inheritdoc/>
    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number)
    {
        lock (_content)
        {
            var owner = Find(study);
            int next = Trials(study).Count();
            if (number is { } expected && expected != next)
            {
                return null;
            }

            RequireValues(owner.Directions.Count, trial.Values);
            RequireCompatible(study, trial.Parameters);
            var created = trial with { Id = _content.Trials.Count, Number = next };
            _content.Trials.Add((study, created));
            return created;
        }
    }

    /// <inheritdoc/>
    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes)
    {
        lock (_content)
        {
            var (study, waiting) = FindTrial(trial);
            if (!MayBeClaimed(waiting.State))
            {
                return null;
            }

            var claimed = waiting with { State = TrialState.Running, Started = started };
            _content.Trials[(int)trial] = (study, claimed with { SystemAttributes = With(waiting.SystemAttributes, attributes) });
            return waiting.Attempt;
        }
    }

    /// <inheritdoc/>
    protected override void WriteCore(long trial, int attempt, TrialChanges changes)
    {
        lock (_content)
        {
            var (study, written) = FindTrial(trial);
            var next = StateAfter(
                written.Number, written.State, written.Attempt, attempt, changes, name => written.SystemAttributes.GetValueOrDefault(name));
            RequireValues(Find(study).Directions.Count, changes.End?.Values);
            RequireCompatible(study, changes.Parameters);
            var before = changes.ReplacesParameters ? new Dictionary<string, StoredParameter>() : written.Parameters;
            var changed = written with
            {
                State = next,
                Parameters = With(before, changes.Parameters),
                IntermediateValues = With(written.IntermediateValues, changes.IntermediateValues),
                UserAttributes = With(written.UserAttributes, changes.UserAttributes),
                SystemAttributes = With(written.SystemAttributes, changes.SystemAttributes),
            };
            _content.Trials[(int)trial] = (study, changes switch
            {
                { End: { } end } => changed with { Values = end.Values ?? written.Values, Completed = end.Completed },
                { IsReleased: true } => changed with
                {
                    SystemAttributes = With(changed.SystemAttributes, [new(StorageAttributes.Attempt, $"{attempt + 1}")]),
                },
                _ => changed,
            });
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including)
    {
        lock (_content)
        {
            Find(study);
            return [.. Trials(study).Where(trial => trial.Id > after || including.Contains(trial.Id))];
        }
    }

    private IEnumerable<StoredTrial> Trials(long study) => _content.Trials.Where(item => item.Study == study).Select(item => item.Trial);

    private void RequireCompatible(long study, IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        foreach (var (name, parameter) in parameters)
        {
            var first = Trials(study).FirstOrDefault(other => other.Parameters.ContainsKey(name));
            RequireCompatible(name, (first?.Parameters[name] ?? parameter).Distribution, parameter.Distribution);
        }
    }

    private StoredStudy Find(long study) => _content.Studies.GetValueOrDefault(study) ?? throw NoStudy(study);

    private (long Study, StoredTrial Trial) FindTrial(long trial) =>
        trial >= 0 && trial < _content.Trials.Count && _content.Studies.ContainsKey(_content.Trials[(int)trial].Study)
            ? _content.Trials[(int)trial]
            : throw NoTrial(trial);

    /// <summary>What was there with what is set; a name keeps its place.</summary>
    private static OrderedDictionary<TKey, TValue> With<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> old, IEnumerable<KeyValuePair<TKey, TValue>> set)
        where TKey : notnull
    {
        var all = new OrderedDictionary<TKey, TValue>(old);
        foreach (var (name, value) in set)
        {
            all[name] = value;
        }

        return all;
    }

    private sealed class Content
    {
        public long NextStudy { get; set; }

        public SortedDictionary<long, StoredStudy> Studies { get; } = [];

        public List<(long Study, StoredTrial Trial)> Trials { get; } = []; // by id; those of deleted studies stay
    }
}

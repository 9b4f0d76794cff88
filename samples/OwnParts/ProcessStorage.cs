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
    public override long CreateStudy(string name, IReadOnlyList<Direction> directions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfZero(directions.Count);
        lock (_content)
        {
            Require(_content.Studies.Values.All(study => study.Name != name), $"A study's name must be new. '{name}' exists.");
            long id = _content.NextStudy++;
            _content.Studies.Add(id, new() { Id = id, Name = name, Directions = directions });
            return id;
        }
    }

    /// <inheritdoc/>
    public override void DeleteStudy(long study)
    {
        lock (_content)
        {
            Find(study);
            _content.Studies.Remove(study);
        }
    }

    /// <inheritdoc/>
    public override void SetStudyAttribute(long study, AttributeKind kind, string name, string json)
    {
        RequireJson(name, json);
        lock (_content)
        {
            var found = Find(study);
            _content.Studies[study] = kind == AttributeKind.User
                ? found with { UserAttributes = With(found.UserAttributes, [new(name, json)]) }
                : found with { SystemAttributes = With(found.SystemAttributes, [new(name, json)]) };
        }
    }

    /// <inheritdoc/>
    public override string SetStudyAttributeOnce(long study, AttributeKind kind, string name, string json)
    {
        RequireJson(name, json);
        lock (_content)
        {
            var found = Find(study);
            if ((kind == AttributeKind.User ? found.UserAttributes : found.SystemAttributes).TryGetValue(name, out string? known))
            {
                return known;
            }

            SetStudyAttribute(study, kind, name, json);
            return json;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StoredStudy> ReadStudies()
    {
        lock (_content)
        {
            return [.. _content.Studies.Values];
        }
    }

    /// <inheritdoc/>
    public override StoredTrial? CreateTrial(long study, StoredTrial trial, int? number)
    {
        RequireStorable(trial);
        lock (_content)
        {
            Find(study);
            int next = Trials(study).Count();
            if (number is { } expected && expected != next)
            {
                return null;
            }

            var created = trial with { Id = _content.Trials.Count, Number = next };
            _content.Trials.Add((study, created));
            return created;
        }
    }

    /// <inheritdoc/>
    public override int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes)
    {
        RequireStorable(new TrialChanges { SystemAttributes = attributes });
        lock (_content)
        {
            var (study, waiting) = FindTrial(trial);
            if (waiting.State != TrialState.Waiting)
            {
                return null;
            }

            var claimed = waiting with { State = TrialState.Running, Started = started };
            _content.Trials[(int)trial] = (study, claimed with { SystemAttributes = With(waiting.SystemAttributes, attributes) });
            return waiting.Attempt;
        }
    }

    /// <inheritdoc/>
    public override void Write(long trial, int attempt, TrialChanges changes)
    {
        RequireStorable(changes);
        lock (_content)
        {
            var (study, written) = FindTrial(trial);
            RequireOwner(written.Number, written.State, written.Attempt, attempt);
            foreach (var (name, parameter) in changes.Parameters)
            {
                var first = Trials(study).FirstOrDefault(other => other.Parameters.ContainsKey(name));
                RequireCompatible(name, (first?.Parameters[name] ?? parameter).Distribution, parameter.Distribution);
            }

            var before = changes.ReplacesParameters ? new Dictionary<string, StoredParameter>() : written.Parameters;
            var changed = written with
            {
                Parameters = With(before, changes.Parameters),
                IntermediateValues = With(written.IntermediateValues, changes.IntermediateValues),
                UserAttributes = With(written.UserAttributes, changes.UserAttributes),
                SystemAttributes = With(written.SystemAttributes, changes.SystemAttributes),
            };
            _content.Trials[(int)trial] = (study, changes switch
            {
                { End: { } end } => changed with { State = end.State, Values = end.Values ?? written.Values, Completed = end.Completed },
                { IsReleased: true } => changed with
                {
                    State = TrialState.Waiting,
                    SystemAttributes = With(changed.SystemAttributes, [new(StorageAttributes.Attempt, $"{attempt + 1}")]),
                },
                _ => changed,
            });
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including)
    {
        lock (_content)
        {
            Find(study);
            return [.. Trials(study).Where(trial => trial.Id > after || including.Contains(trial.Id))];
        }
    }

    private IEnumerable<StoredTrial> Trials(long study) => _content.Trials.Where(item => item.Study == study).Select(item => item.Trial);

    private StoredStudy Find(long study)
    {
        Require(_content.Studies.ContainsKey(study), $"A study must be one of the storage. There is none of id {study}.");
        return _content.Studies[study];
    }

    private (long Study, StoredTrial Trial) FindTrial(long trial)
    {
        bool isThere = trial >= 0 && trial < _content.Trials.Count && _content.Studies.ContainsKey(_content.Trials[(int)trial].Study);
        Require(isThere, $"A trial must be one of the storage. There is none of id {trial}.");
        return _content.Trials[(int)trial];
    }

    private static void Require(bool isKept, string rule)
    {
        if (!isKept)
        {
            throw new TrimtabException(rule);
        }
    }

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

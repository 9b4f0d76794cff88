using System.Text;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Storages;

/// <summary>The settings that a study is opened with, and were opened with before, as an attribute of the stored study.</summary>
internal static class StudySettings
{
    /// <summary>Requires of a stored study the objectives and settings of options, which it gets where it has none.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="stored">The study.</param>
    /// <param name="options">The options.</param>
    /// <param name="acceptsChanges">Whether settings may be others than before.</param>
    /// <param name="namesObjectives">Whether the study gets the names of the options' objectives where it has none.</param>
    /// <exception cref="TrimtabException">
    /// The stored study has other objectives, or in another order, or other settings that are not accepted.
    /// </exception>
    public static void Require(
        StudyStorage storage, StoredStudy stored, StudyOptions options, bool acceptsChanges, bool namesObjectives)
    {
        RequireObjectives(stored, options);
        string before = storage.SetStudyAttributeOnce(
            stored.Id, AttributeKind.System, StorageAttributes.Settings, Text(options)); // of the first worker
        var changes = Changes(before, options);
        if (changes.Count > 0 && !acceptsChanges)
        {
            throw new TrimtabException(
                $"A study must be opened with the settings it had before. '{options.Name}' had {string.Join("; ", changes)}. Open it "
                + "with acceptsChanges: true to go on with the new ones, or give the new study another name.");
        }

        if (changes.Count > 0)
        {
            storage.SetStudyAttribute(stored.Id, AttributeKind.System, StorageAttributes.Settings, Text(options));
        }

        // Names that are there stay, as those that Python has given, until others are accepted.
        if (namesObjectives && (changes.Count > 0 || !stored.SystemAttributes.ContainsKey(StorageAttributes.MetricNames)))
        {
            storage.SetStudyAttribute(stored.Id, AttributeKind.System, StorageAttributes.MetricNames, Names(options));
        }
    }

    /// <summary>
    /// The id of the study that options name, created where it is missing with the names of its objectives; no settings are written.
    /// </summary>
    /// <exception cref="TrimtabException">The stored study has objectives of other directions, or in another order.</exception>
    public static long RequireObjectives(StudyStorage storage, StudyOptions options)
    {
        var stored = FindOrCreate(storage, options);
        RequireObjectives(stored, options);
        storage.SetStudyAttributeOnce(stored.Id, AttributeKind.System, StorageAttributes.MetricNames, Names(options));
        return stored.Id;
    }

    /// <summary>The study that options name, created where it is missing, also by another process that is faster.</summary>
    public static StoredStudy FindOrCreate(StudyStorage storage, StudyOptions options)
    {
        if (storage.FindStudy(options.Name) is { } found)
        {
            return found;
        }

        try
        {
            return Created(storage, options);
        }
        catch (TrimtabException) when (storage.FindStudy(options.Name) is not null)
        {
            return storage.FindStudy(options.Name)!; // another process was faster
        }
    }

    /// <summary>The study that options name, which must be new.</summary>
    /// <exception cref="TrimtabException">It exists.</exception>
    public static StoredStudy Create(StudyStorage storage, StudyOptions options) => storage.FindStudy(options.Name) is null
        ? Created(storage, options)
        : throw new TrimtabException(
            $"A study that is created must have a new name. '{options.Name}' exists: Study.Load goes on with it, and Study.Open creates a "
            + "study where it is missing.");

    /// <summary>The study of a name, which must exist.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static StoredStudy Load(StudyStorage storage, string name) =>
        storage.FindStudy(name) ?? throw StudyCatalog.Unknown(name, storage.ReadStudies());

    private static StoredStudy Created(StudyStorage storage, StudyOptions options)
    {
        storage.CreateStudy(options.Name, [.. options.Objectives.Select(objective => objective.Direction)]);
        return storage.FindStudy(options.Name)!;
    }

    private static void RequireObjectives(StoredStudy stored, StudyOptions options)
    {
        if (!stored.Directions.SequenceEqual(options.Objectives.Select(objective => objective.Direction)))
        {
            throw new TrimtabException(
                $"A study's objectives keep their directions. '{stored.Name}' has {string.Join(", ", stored.Directions)}. Got "
                + $"{string.Join(", ", options.Objectives.Select(objective => objective.Direction))}.");
        }

        // Values are stored by place: another name may be given to a place, but not one that another place has.
        string[] before = [.. stored.Objectives.Select(objective => objective.Name)];
        string[] now = [.. options.Objectives.Select(objective => objective.Name)];
        if (now.Index().Any(item => before[item.Index] != item.Item && before.Contains(item.Item)))
        {
            throw new TrimtabException(
                $"A study's objectives keep their order, in which its values are stored. '{stored.Name}' has {string.Join(", ", before)}. "
                + $"Got {string.Join(", ", now)}.");
        }
    }

    private static List<string> Changes(string json, StudyOptions options)
    {
        var (before, usual, changes) = (Read(json), Usual(options), new List<string>());
        foreach (var (name, now) in Of(options))
        {
            if ((before.GetValueOrDefault(name) ?? usual[name]) is var had && !SettingText.AreSame(had, now, usual[name]))
            {
                changes.Add($"{name} {had}, not {now}");
            }
        }

        return changes;
    }

    private static Dictionary<string, string> Read(string json)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(json))); members.MoveNext();)
        {
            settings[PythonJson.Text(members.Name)] = PythonJson.Text(members.Value);
        }

        return settings;
    }

    /// <summary>The defaults, those of the sampler and the pruner that the options have.</summary>
    private static OrderedDictionary<string, string> Usual(StudyOptions options) => Of(new()
    {
        Sampler = Catalog<Sampler>.Default(options.Sampler) ?? options.Sampler,
        Pruner = Catalog<Pruner>.Default(options.Pruner) ?? options.Pruner,
    });

    private static string Names(StudyOptions options) =>
        ValueJson.Names(options.Objectives.Select(objective => objective.Name));

    private static string Text(StudyOptions options) =>
        $"{{{string.Join(", ", Of(options).Select(item => $"{PythonText.Quote(item.Key)}: {PythonText.Quote(item.Value)}"))}}}";

    /// <summary>What the trials depend on, as text.</summary>
    private static OrderedDictionary<string, string> Of(StudyOptions options) => new()
    {
        ["objectives"] = string.Join(", ", options.Objectives.Select(objective => objective.Name)),
        ["space"] = options.Space?.ToString() ?? "as the trials ask",
        ["fixed"] = options.Fixed.ToString(),
        ["sampler"] = InvariantText.WholeList([options.Sampler]),
        ["pruner"] = InvariantText.WholeList([options.Pruner]),
        ["seed"] = Invariant($"{options.Seed}"),
        ["concurrency"] = Invariant($"{options.Concurrency}"),
        ["schedule"] = options.Schedule.ToString(),
        ["allow_duplicates"] = options.AllowDuplicates ? "yes" : "no",
    };
}

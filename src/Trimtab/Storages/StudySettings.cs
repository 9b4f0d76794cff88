using System.Text;

namespace Trimtab.Storages;

/// <summary>The settings that a study is opened with, and were opened with before, as an attribute of the stored study.</summary>
internal static class StudySettings
{
    private const string Settings = "trimtab:settings";

    /// <summary>The id of the study that options name, created where it is missing.</summary>
    /// <exception cref="TrimtabException">The stored study has other objectives, or other settings that are not accepted.</exception>
    public static long Require(StudyStorage storage, StudyOptions options, bool acceptsChanges)
    {
        var stored = Find(storage, options.Name) ?? Create(storage, options);
        RequireObjectives(stored, options);
        string before = storage.SetStudyAttributeOnce(stored.Id, AttributeKind.System, Settings, Text(options)); // of whoever is first
        var changes = Changes(before, options);
        if (changes.Count > 0 && !acceptsChanges)
        {
            throw new TrimtabException(
                $"A study must be opened with the settings it had before. '{options.Name}' had {string.Join("; ", changes)}. Open it with "
                + "acceptsChanges: true to go on with the new ones, or give the new study another name.");
        }

        if (changes.Count > 0)
        {
            storage.SetStudyAttribute(stored.Id, AttributeKind.System, Settings, Text(options));
        }

        if (changes.Count > 0 || !stored.SystemAttributes.ContainsKey(Settings))
        {
            storage.SetStudyAttribute(stored.Id, AttributeKind.System, StorageAttributes.MetricNames, Names(options));
        }

        return stored.Id;
    }

    private static StoredStudy? Find(StudyStorage storage, string name) =>
        storage.ReadStudies().FirstOrDefault(study => study.Name == name);

    /// <summary>Creates the study, unless another process is faster.</summary>
    private static StoredStudy Create(StudyStorage storage, StudyOptions options)
    {
        try
        {
            storage.CreateStudy(options.Name, [.. options.Objectives.Select(objective => objective.Direction)]);
        }
        catch (TrimtabException) when (Find(storage, options.Name) is not null)
        {
            // Another process was faster.
        }

        return Find(storage, options.Name)!;
    }

    private static void RequireObjectives(StoredStudy stored, StudyOptions options)
    {
        if (!stored.Directions.SequenceEqual(options.Objectives.Select(objective => objective.Direction)))
        {
            throw new TrimtabException(
                $"A study's objectives keep their directions. '{stored.Name}' has {string.Join(", ", stored.Directions)}. Got "
                + $"{string.Join(", ", options.Objectives.Select(objective => objective.Direction))}.");
        }
    }

    private static List<string> Changes(string json, StudyOptions options)
    {
        var (now, changes) = (Of(options), new List<string>());
        for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(json))); members.MoveNext();)
        {
            var (name, before) = (PythonJson.Text(members.Name), PythonJson.Text(members.Value));
            if (now.TryGetValue(name, out string? value) && value != before)
            {
                changes.Add($"{name} {before}, not {value}");
            }
        }

        return changes;
    }

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
        ["sampler"] = options.Sampler.ToString(),
        ["pruner"] = options.Pruner.ToString(),
        ["seed"] = Invariant($"{options.Seed}"),
        ["concurrency"] = Invariant($"{options.Concurrency}"),
        ["schedule"] = options.Schedule.ToString(),
        ["allow_duplicates"] = options.AllowDuplicates ? "yes" : "no",
    };
}

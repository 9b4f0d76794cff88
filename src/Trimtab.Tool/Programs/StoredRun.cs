using Trimtab.Storages;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs;

/// <summary>The settings of a study of a program, kept with the study: so it goes on by its name alone, on other machines too.</summary>
internal static class StoredRun
{
    /// <summary>Name of the study's user attribute.</summary>
    public const string Attribute = "trimtab_run";

    /// <summary>The words of the command line that made a study; null where it was made otherwise.</summary>
    public static IReadOnlyList<string>? Words(StoredStudy study) =>
        study.UserAttributes.TryGetValue(Attribute, out string? json) ? RunFile.Words(json) : null;

    /// <summary>Keeps the settings.</summary>
    public static void Write(StudyStorage storage, long study, RunSettings settings) =>
        storage.SetStudyAttribute(study, AttributeKind.User, Attribute, RunFile.Json(settings).ToJsonString(ReadableJson.Line));

    /// <summary>What differs, a clause each: <c>parameter lr 0.1..1.0, not 0.1..2.0</c>.</summary>
    public static IReadOnlyList<string> Differences(RunSettings before, RunSettings now)
    {
        var (old, own) = (before.Definition(), now.Definition());
        return
        [
            .. old.Where(item => !own.ContainsKey(item.Key)).Select(item => $"{item.Key} {item.Value}, now without"),
            .. own.Where(item => !old.ContainsKey(item.Key)).Select(item => $"no {item.Key}, now {item.Value}"),
            .. own.Where(item => old.TryGetValue(item.Key, out string? value) && value != item.Value)
                .Select(item => $"{item.Key} {old[item.Key]}, now {item.Value}"),
        ];
    }
}

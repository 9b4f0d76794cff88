using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Storages;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// The settings that a study was made with, kept with it so that it goes on by its name alone, on other machines too. Without its name: a
/// copy, and a study that was renamed, are what they are called.
/// </summary>
internal sealed class StoredRun
{
    private const string Attribute = "trimtab_run"; // a user attribute of the study
    private const string IdMember = "id";

    private readonly RunOptions _options;

    private StoredRun(RunOptions options, string name, string id, ParseResult layer) =>
        (_options, Name, Id, Layer) = (options, name, id, layer);

    /// <summary>Name of the study in which it was found.</summary>
    public string Name { get; }

    /// <summary>Tells the study apart from others that have had its name; empty where none was kept.</summary>
    public string Id { get; }

    /// <summary>The settings that are kept, as these options.</summary>
    public ParseResult Layer { get; }

    /// <summary>Whether a command is kept; not with a study that was made by <c>ask</c> or <c>import</c>.</summary>
    public bool HasProgram => new RunLayers(_options, [], Layer).Program.Words.Length > 0;

    /// <summary>
    /// The constraints on what a study's program reports, as they are written; empty where none are kept, or can't be read.
    /// </summary>
    public static IReadOnlyList<string> Limits(StoredStudy study)
    {
        try
        {
            using var json = JsonDocument.Parse(study.UserAttributes.GetValueOrDefault(Attribute, "{}"));
            return json.RootElement.TryGetProperty("limit", out var limits)
                ? [.. limits.EnumerateArray().Select(limit => limit.GetString()!)]
                : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Finds what is kept with a study; null where the study was made otherwise.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">The options that it is read as.</param>
    /// <exception cref="TrimtabException">It was changed by another program, and can't be read.</exception>
    public static StoredRun? Of(StoredStudy study, RunOptions options)
    {
        if (!study.UserAttributes.TryGetValue(Attribute, out string? text))
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            string id = json[IdMember]?.GetValue<string>() ?? "";
            json.Remove(IdMember);
            if (json[RunFile.Folder] is { } folder && !StudyFolder.Belongs(folder.GetValue<string>(), id))
            {
                json.Remove(RunFile.Folder); // another machine's, or moved: the one of the study's name is
            }

            return new(options, study.Name, id, options.Parse(RunFile.Words(json.ToJsonString(ReadableJson.Line), options)));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or TrimtabException)
        {
            throw new TrimtabException(
                $"The attribute {Attribute} of '{study.Name}' is not what trimtab has written: {error.Message}", error);
        }
    }

    /// <summary>The definition of the study.</summary>
    /// <param name="commandLine">The command line, which is stronger; null for none.</param>
    /// <exception cref="TrimtabException">Something is wrong; the message says what.</exception>
    public StudyDefinition Definition(ParseResult? commandLine = null) => DefinitionReader.Read(Layers(commandLine), Name);

    /// <summary>The settings of its runs.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="commandLine">The command line, which is stronger; null for none.</param>
    /// <exception cref="TrimtabException">Something is missing or wrong; the message says what.</exception>
    public RunSettings Settings(string folder, ParseResult? commandLine = null) =>
        new RunReader(Layers(commandLine), Name, folder).Read() with { Id = Id };

    /// <summary>The settings that its trials depend on, by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Texts(string folder) => HasProgram ? Settings(folder).Texts() : Definition().Texts();

    /// <summary>Keeps the settings of a study's runs, whatever is kept; a folder that was named on another machine stays.</summary>
    public static void Write(StudyStorage storage, StoredStudy study, RunSettings settings)
    {
        var json = RunFile.Json(settings);
        json[IdMember] = settings.Id;
        if (!settings.IsFolderNamed && Json(study)?[RunFile.Folder] is { } folder)
        {
            json[RunFile.Folder] = folder.DeepClone();
        }

        storage.SetStudyAttribute(study.Id, AttributeKind.User, Attribute, json.ToJsonString(ReadableJson.Line));
    }

    /// <summary>Keeps the settings of a study's first run, unless another process has kept those of one.</summary>
    /// <returns>Whether these are kept.</returns>
    public static bool Claim(StudyStorage storage, long study, RunSettings settings)
    {
        var json = RunFile.Json(settings);
        json[IdMember] = settings.Id;
        string text = json.ToJsonString(ReadableJson.Line);
        return storage.SetStudyAttributeOnce(study, AttributeKind.User, Attribute, text) is var kept && (kept == text
            || JsonNode.Parse(kept)?[IdMember] is null); // of ask or import, which have no runs
    }

    /// <summary>Keeps what a study searches, unless something is kept.</summary>
    public static void WriteOnce(StudyStorage storage, long study, StudyDefinition definition) =>
        storage.SetStudyAttributeOnce(study, AttributeKind.User, Attribute, RunFile.Json(definition).ToJsonString(ReadableJson.Line));

    /// <summary>An identity for a study.</summary>
    public static string NewId(ToolContext context) =>
        Invariant($"{context.Time.GetUtcNow():yyyyMMddTHHmmssfffffff}-{Environment.ProcessId}");

    /// <summary>Gives a copy an identity of its own, so that what programs of the original left is not taken for its own.</summary>
    public static void Renew(StudyStorage storage, StoredStudy copy, string id)
    {
        if (Json(copy) is { } json && json.ContainsKey(IdMember))
        {
            json[IdMember] = id;
            json.Remove(RunFile.Folder); // it is the original's
            storage.SetStudyAttribute(copy.Id, AttributeKind.User, Attribute, json.ToJsonString(ReadableJson.Line));
        }
    }

    /// <summary>Kept settings of a study; null where they are no object of JSON.</summary>
    private static JsonObject? Json(StoredStudy study) =>
        study.UserAttributes.TryGetValue(Attribute, out string? text) && text.StartsWith('{') ? JsonNode.Parse(text) as JsonObject : null;

    private RunLayers Layers(ParseResult? commandLine) => new(_options, commandLine is null ? [] : [commandLine], Layer);
}

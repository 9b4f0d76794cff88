using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Storages;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Trimtab.ModelSelection;

/// <summary>
/// The tie set of a search as an attribute of its study: it rests on scores of single rows, which the study does not have. It counts as
/// long as the study has the trials that were compared and no more.
/// </summary>
internal static class StoredTieSet
{
    /// <summary>The attribute's JSON.</summary>
    /// <param name="tied">The tie set.</param>
    /// <param name="complete">How many complete trials the study has.</param>
    public static string Json(StudyTieSet tied, int complete) => new JsonObject
    {
        ["complete"] = complete,
        ["trials"] = new JsonArray([.. tied.Trials.Select(number => JsonValue.Create(number))]),
        ["compared"] = tied.Compared,
        ["folds"] = tied.Folds,
        ["confidence"] = tied.LeastConfidence,
        ["warning"] = tied.Warning,
    }.ToJsonString();

    /// <summary>The tie set that a search has kept; null where there is none, it is unreadable, or trials were added since.</summary>
    public static StudyTieSet? Read(StoredStudy stored, StudySnapshot study)
    {
        if (!stored.SystemAttributes.TryGetValue(StorageAttributes.TieSet, out string? json))
        {
            return null;
        }

        try
        {
            var kept = JsonNode.Parse(json)!.AsObject();
            return (int)kept["complete"]! != study.Trials.Completed.Count() ? null : new()
            {
                Trials = [.. kept["trials"]!.AsArray().Select(number => (int)number!)],
                Compared = (int)kept["compared"]!,
                Folds = (int)kept["folds"]!,
                LeastConfidence = (double)kept["confidence"]!,
                Warning = (string)kept["warning"]!,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null; // the folds are as good as no attribute
        }
    }
}
